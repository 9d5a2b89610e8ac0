package photos.processor.render;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.processor.gate.Gate;
import photos.processor.gate.GateLimits;
import photos.processor.gate.Header;
import photos.processor.gate.Inspection;

/// Looks at a variant as it lies in its file. Keeps its buffer for the next one: for one thread at a time.
public final class Verification {
    /// What an original may cost is no measure for variants.
    private static final Gate STRUCTURE = new Gate(GateLimits.withBudget(Long.MAX_VALUE));

    /// After the end of the file, so that eight bytes can be read from any of its bytes.
    private static final int MARGIN = Long.BYTES;

    private byte[] buffer = {};

    /// Whether the file holds what the encoder gave, to the last bit; whether that is a picture of this format and
    /// size with nothing else beside it; and whether a decoder will go through its data: the codes of a JPEG and
    /// the rows of a PNG are gone through as far as that costs little. The arithmetic coder of a lossy WebP makes
    /// something of any bits (RFC 6386, 7).
    ///
    /// @param encoded what the encoder gave
    /// @return what is wrong
    public Optional<String> flaw(Path file, Dimensions size, ImageFormat format, Encoded encoded) throws IOException {
        int length = read(file);
        if (!Encoded.of(ByteBuffer.wrap(buffer, 0, length)).equals(encoded)) {
            return Optional.of("the file does not hold the " + encoded.bytes() + " bytes that were written");
        }
        boolean built = STRUCTURE.inspect(buffer, length) instanceof Inspection.Admitted(Header written)
                && written.canvas().equals(size)
                && written.format() == format
                && !written.truncated()
                && written.bytesNeeded() == length;
        if (!built) {
            return Optional.of("it is not built as a file with nothing but this picture in it");
        }
        return switch (format) {
            case JPEG -> CodedBlocks.flaw(buffer, length);
            case PNG -> PixelData.flaw(buffer, length);
            default -> Optional.empty();
        };
    }

    private int read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            int length = Math.toIntExact(channel.size());
            if (buffer.length < length + MARGIN) {
                buffer = new byte[length + MARGIN];
            }
            ByteBuffer target = ByteBuffer.wrap(buffer, 0, length);
            while (target.hasRemaining() && channel.read(target) >= 0) {
                // the channel may give less than asked
            }
            return length;
        }
    }

    /// Gives back what is too much to be kept for the next variant.
    void trim(long keptBytes) {
        if (buffer.length > keptBytes) {
            buffer = new byte[0];
        }
    }
}
