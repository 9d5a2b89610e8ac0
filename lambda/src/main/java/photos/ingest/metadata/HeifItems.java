package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which items a HEIF file has that hold metadata (ISO/IEC 14496-12, 8.11; 23008-12, 6.6 and annex A).
final class HeifItems {
    private static final String EXIF = "Exif";
    private static final String MIME = "mime";
    private static final String XMP = "application/rdf+xml";
    private static final int MAX_ITEMS = 100_000;

    private HeifItems() {}

    /// @param exif else it is XMP
    /// @param encoding how it is compressed; empty if it is not
    record Item(long id, boolean exif, String encoding) {}

    /// The id of the picture that is shown.
    static long primary(Map<String, ByteBuffer> meta) throws IOException {
        return id(version(box(meta, "pitm")) == 0, box(meta, "pitm").position(4));
    }

    /// The items that hold EXIF or XMP, of whichever picture.
    static List<Item> metadata(Map<String, ByteBuffer> meta) throws IOException {
        if (!meta.containsKey("iinf")) {
            return List.of();
        }
        ByteBuffer iinf = box(meta, "iinf");
        long count = id(version(iinf) == 0, iinf);
        Map<Long, Item> items = new LinkedHashMap<>();
        for (long i = 0; i < Math.min(count, MAX_ITEMS) && iinf.remaining() >= 8; i++) {
            item(HeifBoxes.child(iinf)).ifPresent(item -> items.put(item.id(), item));
        }
        return List.copyOf(items.values());
    }

    private static Optional<Item> item(ByteBuffer infe) {
        int version = version(infe);
        if (version < 2) {
            return Optional.empty();
        }
        long id = id(version == 2, infe);
        infe.getShort(); // protection
        byte[] type = new byte[4];
        infe.get(type);
        return switch (new String(type, ISO_8859_1)) {
            case EXIF -> Optional.of(new Item(id, true, ""));
            case MIME -> {
                text(infe); // its name
                boolean xmp = text(infe).toLowerCase(Locale.ROOT).equals(XMP);
                yield xmp ? Optional.of(new Item(id, false, text(infe))) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /// Up to a NUL or the end.
    private static String text(ByteBuffer infe) {
        int start = infe.position();
        int end = start;
        while (end < infe.limit() && infe.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - start];
        infe.get(text);
        infe.position(Math.min(infe.limit(), end + 1));
        return new String(text, ISO_8859_1);
    }

    /// A number of 16 or 32 bits.
    static long id(boolean isShort, ByteBuffer buffer) {
        return isShort ? buffer.getShort() & 0xFFFF : Integer.toUnsignedLong(buffer.getInt());
    }

    static ByteBuffer box(Map<String, ByteBuffer> meta, String type) throws IOException {
        ByteBuffer box = meta.get(type);
        if (box == null) {
            throw new IOException("box " + type + " is missing");
        }
        return box.duplicate();
    }

    /// Of a full box, whose flags are skipped.
    static int version(ByteBuffer box) {
        return box.getInt() >>> 24;
    }
}
