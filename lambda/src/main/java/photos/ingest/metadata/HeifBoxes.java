package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import photos.storage.ObjectMoved;

/// The boxes of a HEIC or AVIF file (ISO/IEC 14496-12 and 23008-12).
///
/// The library reports the size of the first property it meets, which is that of a tile or a thumbnail as often as
/// not; here it is that of the primary item, cropped and turned as the file says.
final class HeifBoxes {
    private static final int MAX_BOXES = 1_000;
    private static final int MAX_META = 4 * 1024 * 1024;
    private static final int MAX_ITEMS = 64;
    private static final int MAX_ITEM = 1024 * 1024;

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
        for (int i = 0; i < MAX_BOXES && offset + 8 <= file.size(); i++) {
            long size = file.uint32(offset);
            String type = new String(file.read(offset + 4, 4), ISO_8859_1);
            int header = size == 1 ? 16 : 8;
            if (size == 1) {
                size = ByteBuffer.wrap(file.read(offset + 8, 8)).getLong();
            } else if (size == 0) {
                size = file.size() - offset;
            }
            if (size < header) {
                throw new IOException("box " + type + " says it is " + size + " bytes long");
            }
            if (type.equals("meta")) {
                meta(offset + header, size - header);
                return;
            }
            offset += size;
        }
        found.error("the file describes no picture: box meta is missing");
    }

    private void meta(long offset, long length) throws IOException, ObjectMoved {
        if (length > MAX_META) {
            throw new IOException("box meta has " + length + " bytes, more than " + MAX_META + " are not read");
        }
        ByteBuffer meta = ByteBuffer.wrap(file.read(offset, (int) length));
        meta.position(4); // version and flags
        Map<String, ByteBuffer> boxes = children(meta.slice());
        HeifItems items = HeifItems.of(boxes);
        found.attempt("the picture's properties", () -> new HeifProperties(boxes, items.primary()).report(found));
        Optional<ByteBuffer> inMeta = Optional.ofNullable(boxes.get("idat"));
        if (items.metadata().size() > MAX_ITEMS) {
            found.error("the file has " + items.metadata().size() + " items of metadata, no more than " + MAX_ITEMS
                    + " are read");
        }
        for (HeifItems.Item item : items.metadata().stream().limit(MAX_ITEMS).toList()) {
            found.attempt("item " + item.id(), () -> item(item, inMeta));
        }
    }

    private void item(HeifItems.Item item, Optional<ByteBuffer> inMeta) throws IOException, ObjectMoved {
        if (item.length() > MAX_ITEM) {
            throw new IOException("it has " + item.length() + " bytes, more than " + MAX_ITEM + " are not read");
        }
        byte[] data = item.inMeta() && inMeta.isPresent()
                ? slice(inMeta.get(), item.offset(), (int) item.length())
                : file.read(item.offset(), (int) item.length());
        if (!item.exif()) {
            found.block(Block.Kind.XMP, data);
            return;
        }
        // 23008-12, annex A: the first four bytes say how many more to skip.
        long start = 4 + Integer.toUnsignedLong(ByteBuffer.wrap(data).getInt());
        if (start >= data.length) {
            throw new IOException("its EXIF is said to start at byte " + start + " of " + data.length);
        }
        found.block(Block.Kind.EXIF, Arrays.copyOfRange(data, (int) start, data.length));
    }

    private static byte[] slice(ByteBuffer buffer, long offset, int length) {
        byte[] data = new byte[length];
        buffer.get(Math.toIntExact(offset), data);
        return data;
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
