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

    private static final Dimensions LARGEST = new Dimensions(2048, 2048);
    private static final long COEFFICIENT_BYTES = 2;
    private static final int INKS = 4;

    /// A JPEG's largest variant, resized, turned, and for its encoder; and what the resizer works in.
    private static final long REDUCED_VARIANT = 8;

    private static final long SIDEWAYS = 1;
    private static final long MOST_SHRINK = 8;

    /// A lossless WebP (RFC 9649, 6.2.2) chooses for every block of at least 4x4 pixels among up to 65,536
    /// groups of five codes. The smallest group takes 20 bits of the file, and in the decoder a table of 256
    /// numbers for each code.
    private static final int BLOCK = 4;

    private static final long MOST_GROUPS = 1 << 16;
    private static final long GROUP_BITS = 20;
    /// Behind the end of its data a decoder reads as many zeros before it is stopped.
    private static final long ZEROS = 4_096;

    private static final long GROUP_BYTES = 5 * 1_120L;

    private Cost() {}

    /// A progressive JPEG, and one whose components come one after the other, is kept whole as coefficients. The
    /// picture
    /// itself is decoded in a fraction of its size, down to one that still serves the largest variant.
    ///
    /// @param cut whether only a part may be there, which is decoded in its own size
    static long jpeg(JpegFrame frame, boolean buffered, boolean cut) {
        long coefficients = buffered ? frame.coefficients() * COEFFICIENT_BYTES : 0;
        long pixels = frame.size().pixels();
        if (cut || frame.components() == INKS) {
            return pixels * (frame.components() + CANVAS + RESIZER) + variants(pixels) + coefficients;
        }
        long shrink = shrink(Math.max(frame.size().width(), frame.size().height()));
        long variant = frame.size().within(LARGEST).pixels();
        return Math.ceilDiv(pixels, shrink * shrink) * (frame.components() + SIDEWAYS)
                + variant * REDUCED_VARIANT
                + coefficients;
    }

    private static long shrink(int side) {
        long shrink = MOST_SHRINK;
        while (shrink > 1 && Math.ceilDiv((long) side, shrink) < LARGEST.width()) {
            shrink /= 2;
        }
        return shrink;
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

    /// The tables of a lossless WebP's codes, beside its pixels.
    ///
    /// @param bytes of the file that are coded losslessly
    static long codeGroups(Dimensions frame, long bytes) {
        long blocks = Math.ceilDiv((long) frame.width(), BLOCK) * Math.ceilDiv((long) frame.height(), BLOCK);
        return GROUP_BYTES * Math.min(MOST_GROUPS, Math.min(blocks, (bytes + ZEROS) * 8 / GROUP_BITS));
    }

    private static long variants(long pixels) {
        return VARIANT * Math.min(pixels, VARIANT_PIXELS);
    }
}
