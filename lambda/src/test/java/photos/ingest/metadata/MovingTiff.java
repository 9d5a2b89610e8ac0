package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import photos.storage.ObjectMoved;

/// A TIFF file whose first chunk can be read, and nothing of what its directory then names: the maker, a megabyte on.
///
/// @param afterwards fails
record MovingTiff(Source afterwards) implements OriginalBytes {

    /// Where further bytes would come from.
    interface Source {
        byte[] read() throws ObjectMoved;
    }

    @Override
    public long size() {
        return 2L * 1024 * 1024;
    }

    @Override
    public byte[] read(long offset, int length) throws ObjectMoved {
        if (offset > 0) {
            return afterwards.read();
        }
        ByteBuffer head = ByteBuffer.allocate(length);
        head.put("MM\0*".getBytes(ISO_8859_1)).putInt(8).putShort((short) 3);
        head.putShort((short) 256).putShort((short) 4).putInt(1).putInt(40);
        head.putShort((short) 257).putShort((short) 4).putInt(1).putInt(30);
        head.putShort((short) 271).putShort((short) 2).putInt(20).putInt(1024 * 1024);
        return head.array();
    }
}
