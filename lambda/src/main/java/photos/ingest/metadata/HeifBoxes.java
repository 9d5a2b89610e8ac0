package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import photos.storage.ObjectMoved;

/// The boxes of a HEIC or AVIF file (ISO/IEC 14496-12 and 23008-12).
///
/// The library reports the size of the first property it meets, which is that of a tile or a thumbnail as often as
/// not; here it is that of the primary item, cropped and turned as the file says.
final class HeifBoxes {
    private static final int MAX_BOXES = 1_000;
    private static final int MAX_META = 4 * 1024 * 1024;
    private static final int MAX_ITEMS = 64;

    private final LazyBytes file;
    private final Findings found;

    private HeifBoxes(LazyBytes file, Findings found) {
        this.file = file;
        this.found = found;
    }

    static void walk(LazyBytes file, Findings found) throws IOException, ObjectMoved {
        new HeifBoxes(file, found).walk();
    }

    private void walk() throws IOException, ObjectMoved {
        long offset = 0;
        for (int i = 0; i < MAX_BOXES && offset + FileBox.MIN_BYTES <= file.size(); i++) {
            FileBox box = FileBox.at(file, offset);
            if (box.type().equals("meta")) {
                meta(box.start(), box.length());
                return;
            }
            offset = box.end();
        }
        found.tagLeftOut("the file describes no picture: box meta is missing");
    }

    private void meta(long offset, long length) throws IOException, ObjectMoved {
        if (length > MAX_META) {
            throw new IOException("box meta has " + length + " bytes, more than " + MAX_META + " are not read");
        }
        ByteBuffer meta = ByteBuffer.wrap(file.read(offset, (int) length));
        meta.position(4); // version and flags
        Map<String, ByteBuffer> boxes = children(meta.slice());
        long primary = HeifItems.primary(boxes);
        found.attempt(false, "the picture's properties", () -> new HeifProperties(boxes, primary).report(found));
        found.attempt("the items of metadata", () -> metadata(boxes, primary));
    }

    private void metadata(Map<String, ByteBuffer> boxes, long primary) throws IOException, ObjectMoved {
        List<HeifItems.Item> all = HeifItems.metadata(boxes);
        HeifReferences references =
                found.attempt("what metadata describes", HeifReferences.NONE, () -> HeifReferences.of(boxes, primary));
        List<HeifItems.Item> items = references.ofPrimary(all);
        if (all.stream().anyMatch(HeifItems.Item::exif) && items.stream().noneMatch(HeifItems.Item::exif)) {
            found.tagLeftOut("all EXIF of the file is said to describe other pictures than the one it shows, and is not"
                    + " read");
        }
        if (items.size() > MAX_ITEMS) {
            found.tagLeftOut(
                    "the file has " + items.size() + " items of metadata, no more than " + MAX_ITEMS + " are read");
        }
        List<HeifItems.Item> read = items.stream().limit(MAX_ITEMS).toList();
        HeifLocations locations =
                new HeifLocations(boxes, read.stream().map(HeifItems.Item::id).collect(Collectors.toSet()));
        for (HeifItems.Item item : read) {
            found.attempt("item " + item.id(), () -> item(item, locations));
        }
    }

    private void item(HeifItems.Item item, HeifLocations locations) throws IOException, ObjectMoved {
        if (!item.encoding().isEmpty()) {
            throw new IOException("it is encoded as " + item.encoding() + ", which is not read");
        }
        byte[] data = locations.read(item.id(), file);
        if (!item.exif()) {
            found.block(Block.Kind.XMP, data);
            return;
        }
        // 23008-12, annex A: the first four bytes say how many more to skip.
        long start = 4
                + (data.length < 4
                        ? 0
                        : Integer.toUnsignedLong(ByteBuffer.wrap(data).getInt()));
        if (start >= data.length) {
            throw new IOException("its EXIF is said to start at byte " + start + " of " + data.length);
        }
        found.block(Block.Kind.EXIF, Arrays.copyOfRange(data, (int) start, data.length));
    }

    /// The boxes in a box by type, each without its header; the first of a type counts.
    static Map<String, ByteBuffer> children(ByteBuffer parent) throws IOException {
        Map<String, ByteBuffer> boxes = new LinkedHashMap<>();
        while (parent.remaining() >= 8) {
            String type = typeAhead(parent);
            ByteBuffer child = child(parent);
            boxes.putIfAbsent(type, child);
        }
        return boxes;
    }

    static String typeAhead(ByteBuffer parent) {
        byte[] type = new byte[4];
        parent.get(parent.position() + 4, type);
        return new String(type, ISO_8859_1);
    }

    /// The next box without its header; the parent moves on behind it.
    static ByteBuffer child(ByteBuffer parent) throws IOException {
        int size = parent.getInt(parent.position());
        int end = size == 0 ? parent.remaining() : size;
        if (end < 8 || end > parent.remaining()) {
            throw new IOException("box " + typeAhead(parent) + " says it is " + Integer.toUnsignedString(size)
                    + " bytes long, " + parent.remaining() + " are left");
        }
        ByteBuffer child = parent.slice(parent.position() + 8, end - 8);
        parent.position(parent.position() + end);
        return child;
    }
}
