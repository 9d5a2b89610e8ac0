package photos.processor.gate;

import photos.image.Dimensions;

/// What decoding takes at most, in bytes, in and outside the heap: the decoder's buffers, the decoded picture, and the
/// copy of the canvas that is worked on. Measured on the decoders that are used; see the tests with a small heap.
final class Cost {
    /// Four bytes a pixel: what the resizer works in, at most the size of its source.
    private static final long WORKING_COPY = 4;

    private static final long COEFFICIENT_BYTES = 2;

    private Cost() {}

    /// A progressive JPEG, and one whose components come one after the other, is kept whole as coefficients.
    static long jpeg(JpegFrame frame, boolean buffered) {
        long decoded = frame.size().pixels() * (frame.components() + WORKING_COPY);
        return decoded + (buffered ? frame.coefficients() * COEFFICIENT_BYTES : 0);
    }

    /// A picture that is decoded to its own samples and then brought to a canvas of four bytes a pixel.
    ///
    /// @param bits of one pixel as decoded
    static long decoded(Dimensions canvas, Dimensions frame, long bits) {
        return Math.ceilDiv(frame.pixels() * bits, 8) + canvas.pixels() * 2 * WORKING_COPY;
    }

    /// The decoder keeps much more than its pixels while it works.
    static long webp(Dimensions canvas, Dimensions frame) {
        return decoded(canvas, frame, 32);
    }
}
