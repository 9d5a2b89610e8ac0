package photos.ingest.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import photos.storage.ObjectMoved;

/// The size of a TIFF file's first picture: TIFF 6.0, and BigTIFF, which the library does not read.
final class TiffSize {
    private static final int BIG = 43;
    private static final int IMAGE_WIDTH = 256;
    private static final int IMAGE_LENGTH = 257;
    private static final int MAX_ENTRIES = 1_000;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;

    private final LazyBytes file;
    private final ByteOrder order;
    private final boolean big;

    private TiffSize(LazyBytes file, byte[] head) {
        this.file = file;
        this.order = head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        this.big = ByteBuffer.wrap(head).order(order).getShort(2) == BIG;
    }

    static boolean isBig(LazyBytes file) throws IOException, ObjectMoved {
        return new TiffSize(file, file.head(4)).big;
    }

    static void read(LazyBytes file, Findings found) throws IOException, ObjectMoved {
        TiffSize tiff = new TiffSize(file, file.head(4));
        tiff.read(found);
    }

    private void read(Findings found) throws IOException, ObjectMoved {
        long directory = big ? at(8, 8).getLong() : Integer.toUnsignedLong(at(4, 4).getInt());
        long entries = big
                ? at(directory, 8).getLong()
                : Short.toUnsignedInt(at(directory, 2).getShort());
        long first = directory + (big ? 8 : 2);
        long width = 0;
        long height = 0;
        for (int i = 0; i < Math.min(entries, MAX_ENTRIES); i++) {
            ByteBuffer entry = at(first + (long) i * (big ? 20 : 12), big ? 20 : 12);
            int tag = Short.toUnsignedInt(entry.getShort());
            if (tag == IMAGE_WIDTH) {
                width = value(entry);
            } else if (tag == IMAGE_LENGTH) {
                height = value(entry);
            }
        }
        found.size(width, height);
    }

    private long value(ByteBuffer entry) {
        int start = big ? 12 : 8;
        return switch (entry.getShort(2)) {
            case SHORT -> Short.toUnsignedInt(entry.getShort(start));
            case LONG -> Integer.toUnsignedLong(entry.getInt(start));
            case LONG8 -> big ? entry.getLong(start) : 0;
            default -> 0;
        };
    }

    private ByteBuffer at(long offset, int length) throws IOException, ObjectMoved {
        return ByteBuffer.wrap(file.read(offset, length)).order(order);
    }
}
