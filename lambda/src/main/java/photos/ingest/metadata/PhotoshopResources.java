package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// Photoshop's image resources (Adobe Photoshop File Formats, "Image Resource Blocks"), of which only IPTC is wanted:
/// the others repeat what the file has elsewhere.
final class PhotoshopResources {
    private static final int IPTC = 0x0404;

    private PhotoshopResources() {}

    static void read(byte[] bytes, Findings found) throws IOException {
        ByteBuffer resources = ByteBuffer.wrap(bytes);
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
            }
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
