package photos.ingest.metadata;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import photos.digest.Digest;

/// Photoshop's image resources (Adobe Photoshop File Formats, "Image Resource Blocks"), of which only IPTC is wanted,
/// and the digest of it that a program which writes IPTC and XMP alike leaves behind: the others repeat what the file
/// has elsewhere.
final class PhotoshopResources {
    private static final int SIGNATURE = 0x3842494D; // 8BIM
    private static final int IPTC = 0x0404;
    private static final int IPTC_DIGEST = 0x0425;

    private PhotoshopResources() {}

    static void read(byte[] bytes, Findings found) throws IOException {
        ByteBuffer resources = ByteBuffer.wrap(bytes);
        Map<Integer, byte[]> firsts = new HashMap<>();
        try {
            while (resources.remaining() >= 12 && isResource(resources)) {
                resources.getInt();
                int id = resources.getShort() & 0xFFFF;
                byte[] data = data(id, resources);
                if (id == IPTC) {
                    found.block(Block.Kind.IPTC, data);
                }
                if (id == IPTC || id == IPTC_DIGEST) {
                    firsts.putIfAbsent(id, data);
                }
            }
        } finally {
            compare(firsts.getOrDefault(IPTC, new byte[0]), firsts.getOrDefault(IPTC_DIGEST, new byte[0]), found);
        }
    }

    /// Of odd data some writers leave out the byte that makes it even.
    private static byte[] data(int id, ByteBuffer resources) throws IOException {
        skip(resources, evened(1 + (resources.get(resources.position()) & 0xFF)));
        int length = resources.getInt();
        if (length < 0 || length > resources.remaining()) {
            throw new IOException("resource " + id + " says it has " + Integer.toUnsignedString(length) + " bytes, "
                    + resources.remaining() + " are left");
        }
        byte[] data = new byte[length];
        resources.get(data);
        if (length % 2 != 0 && resources.hasRemaining() && !isResource(resources)) {
            skip(resources, 1);
        }
        return data;
    }

    /// Metadata Working Group, chapter 3: a digest of sixteen zeros is none.
    private static void compare(byte[] iptc, byte[] digest, Findings found) {
        if (iptc.length > 0 && digest.length == 16 && !Arrays.equals(digest, new byte[16])) {
            found.iptcIsNewer(!Arrays.equals(digest, Digest.MD5.of(iptc)));
        }
    }

    private static boolean isResource(ByteBuffer resources) {
        return resources.remaining() >= 4 && resources.getInt(resources.position()) == SIGNATURE;
    }

    private static int evened(int length) {
        return length + length % 2;
    }

    private static void skip(ByteBuffer resources, int count) {
        if (count > resources.remaining()) {
            throw new BufferUnderflowException();
        }
        resources.position(resources.position() + count);
    }
}
