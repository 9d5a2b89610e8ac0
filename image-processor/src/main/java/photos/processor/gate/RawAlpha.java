package photos.processor.gate;

import photos.image.Dimensions;

/// Alpha of a lossy WebP that is stored uncompressed: a byte a pixel, row by row without gaps.
///
/// @param offset in the file
/// @param filter what each byte is the difference to (RFC 9649, 2.7.1.2)
public record RawAlpha(long offset, Filter filter) {
    private static final int CHUNK_HEADER = 8;

    /// Of the chunk that says that there is alpha (RFC 9649, 2.7.1.1), its header included.
    private static final int EXTENDED_HEADER = 18;

    /// What a file has for its sake and a decoder does not get: its chunk, and the one that announces it.
    long bytes(Dimensions frame) {
        long data = 1 + frame.pixels();
        return EXTENDED_HEADER + CHUNK_HEADER + data + (data & 1);
    }

    /// What is added to a byte.
    public enum Filter {
        NONE,
        /// The one before it.
        HORIZONTAL,
        /// The one above it.
        VERTICAL,
        /// The one before it and the one above it, less the one above that, kept within 0 to 255.
        GRADIENT;

        /// @param number in the file, 0 to 3
        static Filter ofNumber(int number) {
            return switch (number) {
                case 0 -> NONE;
                case 1 -> HORIZONTAL;
                case 2 -> VERTICAL;
                default -> GRADIENT;
            };
        }
    }
}
