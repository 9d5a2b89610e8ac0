package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import photos.storage.ObjectMoved;

/// The end of a GIF file, where programs of Adobe add XMP: right before the last byte. Whether it is there, the
/// bytes show that stand behind every packet, so a file without any costs one look.
final class GifTail {
    /// The start of an extension, that it is of an application, the length of its name, and that name.
    static final byte[] XMP = "!\u00FF\u000BXMP DataXMP".getBytes(ISO_8859_1);

    /// Behind a packet: it is no list of sub-blocks, so it ends in bytes that lead any reader of such to their end
    /// (XMP Specification Part 3, 1.1.2).
    static final int MAGIC_TRAILER = 258;

    private static final byte[] MAGIC = magic();
    private static final int END = 0x3B;

    private GifTail() {}

    private static byte[] magic() {
        byte[] magic = new byte[MAGIC_TRAILER];
        magic[0] = 1;
        for (int i = 1; i < MAGIC_TRAILER - 1; i++) {
            magic[i] = (byte) -i;
        }
        return magic;
    }

    /// Whether the last block of the file is XMP.
    static boolean isXmp(LazyBytes file) throws IOException, ObjectMoved {
        long end = file.size() - 1;
        return end >= MAGIC_TRAILER
                && file.byteAt(end) == END
                && Arrays.equals(file.read(end - MAGIC_TRAILER, MAGIC_TRAILER), MAGIC);
    }

    /// Where the extension of a file begins whose last block is XMP, if its packet is not too long.
    static OptionalLong xmp(LazyBytes file) throws IOException, ObjectMoved {
        long last = file.size() - 1 - MAGIC_TRAILER - XMP.length;
        for (long at = last; at >= Math.max(0, last - Block.Kind.XMP.mostBytes()); at--) {
            if (isXmp(file, at)) {
                return OptionalLong.of(at);
            }
        }
        return OptionalLong.empty();
    }

    /// Whether this is where the extension begins.
    static boolean isXmp(LazyBytes file, long offset) throws IOException, ObjectMoved {
        return file.byteAt(offset) == XMP[0]
                && offset + XMP.length <= file.size()
                && Arrays.equals(file.read(offset, XMP.length), XMP);
    }
}
