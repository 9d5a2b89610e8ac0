package photos.ingest.metadata;

import java.io.IOException;
import photos.storage.ObjectMoved;

/// The picture's size in a BMP, which holds nothing else about it.
final class BitmapHeader {
    private static final int OS2_HEADER = 12;

    private BitmapHeader() {}

    /// With OS/2's header 16 bits a side, else 32; a negative height means that the top row comes first.
    static void read(LazyBytes file, Findings found) throws IOException, ObjectMoved {
        if (file.uint32LittleEndian(14) == OS2_HEADER) {
            found.size(littleEndian16(file, 18), littleEndian16(file, 20));
        } else {
            found.size(file.int32LittleEndian(18), Math.abs((long) file.int32LittleEndian(22)));
        }
    }

    private static int littleEndian16(LazyBytes file, long offset) throws IOException, ObjectMoved {
        return file.byteAt(offset) | file.byteAt(offset + 1) << 8;
    }
}
