package photos.processor.gate;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Map;

/// How numbers lie in a TIFF: byte order, and classic (TIFF 6.0) or BigTIFF.
record TiffLayout(ByteOrder order, boolean big) {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;

    static TiffLayout of(FileBytes file) throws IOException, PastTheEnd, Refusal {
        ByteOrder order = file.u8(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        boolean big = file.u16(2, order) == 43;
        if (big && file.u16(4, order) != 8) {
            throw Refusal.corrupt("a BigTIFF's offsets have 8 bytes, these have " + file.u16(4, order));
        }
        return new TiffLayout(order, big);
    }

    int headerBytes() {
        return big ? 16 : 8;
    }

    int countBytes() {
        return big ? 8 : 2;
    }

    int entryBytes() {
        return big ? 20 : 12;
    }

    int offsetBytes() {
        return big ? 8 : 4;
    }

    long entries(FileBytes file, long at) throws IOException, PastTheEnd {
        return big ? file.i64(at, order) : file.u16(at, order);
    }

    long offset(FileBytes file, long at) throws IOException, PastTheEnd {
        return big ? file.i64(at, order) : file.u32(at, order);
    }

    /// Where an entry's values are: within it if they fit.
    long values(FileBytes file, long entry, int type, long count) throws IOException, PastTheEnd {
        long at = entry + 4 + offsetBytes();
        boolean within = count <= offsetBytes() / bytesOf(type);
        return within ? at : offset(file, at);
    }

    /// One value of an entry, unsigned.
    long value(FileBytes file, long values, int type, long index) throws IOException, PastTheEnd {
        return switch (type) {
            case SHORT -> file.u16(values + 2 * index, order);
            case LONG -> file.u32(values + 4 * index, order);
            case LONG8 -> file.i64(values + 8 * index, order);
            default -> file.u8(values + index);
        };
    }

    /// The first value of a tag, unsigned.
    ///
    /// @param otherwise where the directory does not have it
    long number(FileBytes file, Map<Integer, TiffEntry> entries, int tag, long otherwise)
            throws IOException, PastTheEnd {
        TiffEntry entry = entries.get(tag);
        return entry == null ? otherwise : value(file, entry.values(), entry.type(), 0);
    }

    private static int bytesOf(int type) {
        return switch (type) {
            case SHORT -> 2;
            case LONG -> 4;
            case LONG8 -> 8;
            default -> 1;
        };
    }
}
