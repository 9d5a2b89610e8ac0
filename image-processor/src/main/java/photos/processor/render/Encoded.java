package photos.processor.render;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// What an encoder gave, to be found again in the file that it was written to.
///
/// @param bytes how many
/// @param checksum of all of them, CRC-32C (RFC 3385)
public record Encoded(long bytes, long checksum) {
    /// @param bytes from its position to its limit; neither is changed
    public static Encoded of(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return new Encoded(bytes.remaining(), checksum.getValue());
    }
}
