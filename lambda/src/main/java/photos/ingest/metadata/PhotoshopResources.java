package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// Photoshop's image resources (Adobe Photoshop File Formats, "Image Resource Blocks"), of which only IPTC is wanted,
/// and the digest of it that a program which writes IPTC and XMP alike leaves behind: the others repeat what the file
/// has elsewhere.
final class PhotoshopResources {
    private static final int IPTC = 0x0404;
    private static final int IPTC_DIGEST = 0x0425;

    private PhotoshopResources() {}

    static void read(byte[] bytes, Findings found) throws IOException {
        ByteBuffer resources = ByteBuffer.wrap(bytes);
        byte[] iptc = {};
        byte[] digest = {};
        while (resources.remaining() >= 12 && signature(resources).equals("8BIM")) {
            int id = resources.getShort() & 0xFFFF;
            skip(resources, evened(1 + (resources.get(resources.position()) & 0xFF)));
            int length = resources.getInt();
            if (length < 0 || length > resources.remaining()) {
                throw new IOException("resource " + id + " says it has " + Integer.toUnsignedString(length) + " bytes, "
                        + resources.remaining() + " are left");
            }
            byte[] data = new byte[length];
            resources.get(data);
            skip(resources, Math.min(length % 2, resources.remaining()));
            if (id == IPTC) {
                found.block(Block.Kind.IPTC, data);
                iptc = data;
            } else if (id == IPTC_DIGEST) {
                digest = data;
            }
        }
        // Metadata Working Group, chapter 3: a digest of sixteen zeros is none.
        boolean written = digest.length == 16 && !Arrays.equals(digest, new byte[16]) && iptc.length > 0;
        found.iptcIsNewer(written && !Arrays.equals(digest, md5(iptc)));
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static String signature(ByteBuffer resources) {
        byte[] signature = new byte[4];
        resources.get(signature);
        return new String(signature, ISO_8859_1);
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
