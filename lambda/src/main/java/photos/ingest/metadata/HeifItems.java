package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which items a HEIF file has and where they lie (ISO/IEC 14496-12, 8.11).
///
/// @param primary the id of the picture that is shown
/// @param metadata the items that hold EXIF or XMP
record HeifItems(long primary, List<Item> metadata) {
    private static final String EXIF = "Exif";
    private static final String XMP = "mime";
    private static final int MAX_ITEMS = 100_000;

    /// @param exif else it is XMP
    /// @param inMeta whether it lies in the box `idat`, else in the file
    record Item(long id, boolean exif, boolean inMeta, long offset, long length) {}

    static HeifItems of(Map<String, ByteBuffer> meta) throws IOException {
        ByteBuffer pitm = box(meta, "pitm");
        long primary = version(pitm) == 0 ? pitm.getShort() & 0xFFFF : Integer.toUnsignedLong(pitm.getInt());
        if (!meta.containsKey("iinf") || !meta.containsKey("iloc")) {
            return new HeifItems(primary, List.of());
        }
        Map<Long, String> types = types(box(meta, "iinf"));
        return new HeifItems(primary, locations(box(meta, "iloc"), types));
    }

    private static Map<Long, String> types(ByteBuffer iinf) throws IOException {
        long count = version(iinf) == 0 ? iinf.getShort() & 0xFFFF : Integer.toUnsignedLong(iinf.getInt());
        Map<Long, String> types = new HashMap<>();
        for (long i = 0; i < Math.min(count, MAX_ITEMS) && iinf.remaining() >= 8; i++) {
            ByteBuffer infe = HeifBoxes.child(iinf);
            int version = version(infe);
            if (version >= 2) {
                long id = version == 2 ? infe.getShort() & 0xFFFF : Integer.toUnsignedLong(infe.getInt());
                infe.getShort(); // protection
                byte[] type = new byte[4];
                infe.get(type);
                types.put(id, new String(type, ISO_8859_1));
            }
        }
        return types;
    }

    private static List<Item> locations(ByteBuffer iloc, Map<Long, String> types) throws IOException {
        int version = version(iloc);
        int sizes = iloc.getShort() & 0xFFFF;
        int indexSize = version == 0 ? 0 : sizes & 0xF;
        boolean hasNumbers = sizes >> 8 != 0 || indexSize != 0; // else an extent has no bytes, and needs no end
        long count = version < 2 ? iloc.getShort() & 0xFFFF : Integer.toUnsignedLong(iloc.getInt());
        List<Item> items = new ArrayList<>();
        for (long i = 0; i < Math.min(count, MAX_ITEMS); i++) {
            long id = version < 2 ? iloc.getShort() & 0xFFFF : Integer.toUnsignedLong(iloc.getInt());
            int method = version == 0 ? 0 : iloc.getShort() & 0xF;
            iloc.getShort(); // data reference
            long base = number(iloc, sizes >> 4 & 0xF);
            int written = iloc.getShort() & 0xFFFF;
            int extents = hasNumbers ? written : Math.min(written, 1);
            for (int extent = 0; extent < extents; extent++) {
                number(iloc, indexSize);
                long offset = base + number(iloc, sizes >> 12);
                long length = number(iloc, sizes >> 8 & 0xF);
                String type = types.getOrDefault(id, "");
                if (extent == 0 && method <= 1 && (type.equals(EXIF) || type.equals(XMP))) {
                    items.add(new Item(id, type.equals(EXIF), method == 1, offset, length));
                }
            }
        }
        return items;
    }

    private static long number(ByteBuffer buffer, int size) throws IOException {
        return switch (size) {
            case 0 -> 0;
            case 4 -> Integer.toUnsignedLong(buffer.getInt());
            case 8 -> buffer.getLong();
            default -> throw new IOException("box iloc has numbers of " + size + " bytes, expected 0, 4 or 8");
        };
    }

    private static ByteBuffer box(Map<String, ByteBuffer> meta, String type) throws IOException {
        ByteBuffer box = meta.get(type);
        if (box == null) {
            throw new IOException("box " + type + " is missing");
        }
        return box.duplicate();
    }

    /// Of a full box, whose flags are skipped.
    private static int version(ByteBuffer box) {
        return box.getInt() >>> 24;
    }
}
