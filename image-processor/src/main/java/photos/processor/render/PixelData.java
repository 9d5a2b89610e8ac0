package photos.processor.render;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Goes through a PNG of eight bits a channel, not interlaced (W3C PNG, 3rd edition): every chunk has to have its
/// checksum, and the pixels have to inflate to exactly as many rows as there are; of a large one, the first of them.
final class PixelData {
    private static final int SIGNATURE_BYTES = 8;
    private static final int FRAMING = 12;
    private static final int HEADER = 0x49484452;
    private static final int DATA = 0x49444154;
    private static final int END = 0x49454E44;
    private static final int RGB = 2;
    private static final int RGB_ALPHA = 6;
    private static final int PIECE = 1 << 14;

    /// Inflating all of a large picture would take a seventh of the time in which it is rendered.
    private static final long MAX_INFLATED = 640 << 10;

    private PixelData() {}

    /// @param file may be longer
    /// @param length of the PNG in it
    /// @return what is wrong
    static Optional<String> flaw(byte[] file, int length) {
        Inflater inflater = new Inflater();
        try {
            return flaw(ByteBuffer.wrap(file, 0, length), inflater);
        } catch (DataFormatException e) {
            return Optional.of("its pixels do not inflate: " + e.getMessage());
        } catch (IndexOutOfBoundsException e) {
            return Optional.of("it ends too early");
        } finally {
            inflater.end();
        }
    }

    private static Optional<String> flaw(ByteBuffer png, Inflater inflater) throws DataFormatException {
        long expected = 0;
        long inflated = 0;
        byte[] piece = new byte[PIECE];
        int at = SIGNATURE_BYTES;
        while (true) {
            int bytes = png.getInt(at);
            int type = png.getInt(at + 4);
            CRC32 sum = new CRC32();
            sum.update(png.slice(at + 4, bytes + 4));
            if ((int) sum.getValue() != png.getInt(at + 8 + bytes)) {
                return Optional.of("the checksum of its chunk at byte " + at + " is wrong");
            }
            switch (type) {
                case HEADER -> expected = expected(png, at + 8);
                case DATA -> {
                    inflater.setInput(png.slice(at + 8, bytes));
                    while (inflated < MAX_INFLATED && !inflater.needsInput() && !inflater.finished()) {
                        inflated += inflater.inflate(piece);
                    }
                }
                case END -> {
                    boolean all = inflater.finished() && inflated == expected;
                    return all || (inflated >= MAX_INFLATED && inflated <= expected)
                            ? Optional.empty()
                            : Optional.of("it has " + inflated + " bytes of rows, expected " + expected);
                }
                default -> {}
            }
            at += FRAMING + bytes;
        }
    }

    private static long expected(ByteBuffer png, int at) {
        int channels = switch (png.get(at + 9)) {
            case RGB -> 3;
            case RGB_ALPHA -> 4;
            default -> 1;
        };
        return ((long) png.getInt(at) * channels + 1) * png.getInt(at + 4);
    }
}
