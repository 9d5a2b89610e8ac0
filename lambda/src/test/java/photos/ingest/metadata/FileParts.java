package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Of what files are put together.
final class FileParts {
    private FileParts() {}

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /// A box of an ISO base media file.
    static byte[] box(String type, byte[] data) {
        return ByteBuffer.allocate(8 + data.length)
                .putInt(8 + data.length)
                .put(type.getBytes(ISO_8859_1))
                .put(data)
                .array();
    }
}
