package photos.processor.gate;

import photos.image.Dimensions;

/// What one render takes at most, in bytes, in and outside the heap: the decoder's buffers, the decoded picture, the
/// copy of the canvas that is worked on, and the variants. Measured by looking for the smallest heap in which pictures
/// of 12 megapixels of every format are rendered by the default presets; these figures are a tenth to a half above.
final class Cost {
    /// What the resizer works in, at most the size of its source.
    private static final long RESIZER = 4;

    /// A canvas of packed pixels, where the decoded picture cannot be one itself.
    private static final long CANVAS = 4;

    /// The largest variant: resized, turned, and as bytes for its encoder.
    private static final long VARIANT = 12;

    /// The largest variant of the default presets. Larger ones take more, and a render that then meets the end of the
    /// heap still ends as too costly.
    private static final long VARIANT_PIXELS = 2048L * 2048;

    private static final long COEFFICIENT_BYTES = 2;

    private Cost() {}

    /// A progressive JPEG, and one whose components come one after the other, is kept whole as coefficients.
    ///
    /// @param cut whether only a part may be there, which is copied to a canvas of its own
    static long jpeg(JpegFrame frame, boolean buffered, boolean cut) {
        long pixels = frame.size().pixels();
        long canvas = frame.components() == 3 && !cut ? 0 : CANVAS;
        return pixels * (frame.components() + canvas + RESIZER)
                + variants(pixels)
                + (buffered ? frame.coefficients() * COEFFICIENT_BYTES : 0);
    }

    /// A picture that is decoded to its own samples and then brought to a canvas.
    ///
    /// @param bits of one pixel as decoded
    static long decoded(Dimensions canvas, Dimensions frame, long bits) {
        return Math.ceilDiv(frame.pixels() * bits, 8)
                + canvas.pixels() * (CANVAS + RESIZER)
                + variants(canvas.pixels());
    }

    /// A picture that libheif decodes outside the heap, which is given back before the variants are made.
    static long heif(HeifCoding coding, Dimensions canvas) {
        // As it was decoded, and turned.
        long planes = Math.ceilDiv(coding.coded().pixels() * coding.bits() * 2, 8);
        // A tile or an alpha plane in its decoder.
        long decoder = Math.ceilDiv(coding.largest() * coding.bits(), 8);
        int rgb = coding.alpha() ? 4 : 3;
        long outside = planes + decoder + canvas.pixels() * rgb;
        long later = canvas.pixels() * (RESIZER + (coding.alpha() ? CANVAS : 0)) + variants(canvas.pixels());
        return canvas.pixels() * rgb + Math.max(outside, later);
    }

    private static long variants(long pixels) {
        return VARIANT * Math.min(pixels, VARIANT_PIXELS);
    }
}
