package photos.processor.gate;

import photos.image.Dimensions;
import photos.image.ImageFormat;

/// What one render takes at most, in bytes, in and outside the heap: the decoder's buffers, the decoded picture, the
/// copy of the canvas that is worked on, and the variants. Measured by looking for the smallest heap in which pictures
/// of 12 megapixels of every format are rendered by the default presets; these figures are a tenth to a half above.
final class Cost {
    /// What the resizer works in, at most the size of its source.
    private static final long RESIZER = 4;

    /// A canvas of packed pixels, where the decoded picture cannot be one itself.
    private static final long CANVAS = 4;

    /// The largest variant of a picture in RGB: resized, turned, and as bytes for its encoder.
    private static final long VARIANT = 12;

    /// The same for libwebp, which copies it twice.
    private static final long COPIED_VARIANT = 24;

    /// Of a damaged picture two fifths of the rows may be left.
    private static final int TENTHS = 10;

    private static final int MIN_TENTHS = 4;

    private static final long COEFFICIENT_BYTES = 2;
    private static final int INKS = 4;

    /// The largest variant of a JPEG that stays YCbCr: resized, turned, and for its encoder.
    private static final long REDUCED_VARIANT = 8;

    private static final long SIDEWAYS = 1;
    private static final int MAX_SHRINK = 8;

    /// A lossless WebP (RFC 9649, 6.2.2) chooses for every block of at least 4x4 pixels among up to 65,536
    /// groups of five codes. The smallest group takes 20 bits of the file, and in the decoder a table of 256
    /// numbers for each code.
    private static final int BLOCK = 4;

    private static final long MAX_GROUPS = 1 << 16;
    private static final long GROUP_BITS = 20;
    /// After the end of its data a decoder reads as many zeros before it is stopped.
    private static final long ZEROS = 4_096;

    private static final long GROUP_BYTES = 5 * 1_120L;

    private final Demand demand;

    Cost(Demand demand) {
        this.demand = demand;
    }

    /// A progressive JPEG, and one whose components come one after the other, is kept whole as coefficients. The
    /// picture itself is decoded in a fraction of its size, down to one that still serves the largest variant.
    ///
    /// @param converted whether its colours are converted
    /// @param cut whether only a part may be there, which is decoded in its own size
    long jpeg(JpegFrame frame, boolean buffered, boolean converted, boolean cut) {
        if (cut || frame.components() == INKS) {
            return wholeJpeg(frame, buffered);
        }
        boolean planes = demand.isForJpegOnly() && !converted;
        return Math.round(reduced(frame) * (Math.max(2 * frame.samples(), frame.components()) + SIDEWAYS))
                + demand.largestPixels(frame.size()) * (planes ? REDUCED_VARIANT : variant())
                + coefficients(frame, buffered);
    }

    /// A JPEG of which a part turns out to be missing or damaged, beside what was decoded of it before that was seen.
    long wholeJpeg(JpegFrame frame, boolean buffered) {
        return frame.size().pixels() * (frame.components() + CANVAS + RESIZER)
                + largestOfPart(frame.size()) * variant()
                + coefficients(frame, buffered)
                + Math.round(reduced(frame) * frame.samples());
    }

    /// What is made of a picture of fewer rows may be larger: it has another shape.
    private long largestOfPart(Dimensions size) {
        long most = 0;
        for (int tenths = MIN_TENTHS; tenths <= TENTHS; tenths++) {
            int rows = Math.ceilDiv(size.height() * tenths, TENTHS);
            most = Math.max(most, demand.largestPixels(new Dimensions(size.width(), rows)));
        }
        return most;
    }

    private static long coefficients(JpegFrame frame, boolean buffered) {
        return buffered ? frame.coefficients() * COEFFICIENT_BYTES : 0;
    }

    /// Pixels of the fraction that is decoded.
    private long reduced(JpegFrame frame) {
        Dimensions size = frame.size();
        int shrink = demand.exact() ? 1 : MAX_SHRINK;
        while (shrink > 1
                && !demand.isServedBy(Math.ceilDiv(size.width(), shrink), Math.ceilDiv(size.height(), shrink), size)) {
            shrink /= 2;
        }
        return Math.ceilDiv(size.pixels(), (long) shrink * shrink);
    }

    /// A picture that is decoded to its own samples and then brought to a canvas.
    ///
    /// @param bits of one pixel as decoded
    long decoded(Dimensions canvas, Dimensions frame, long bits) {
        return Math.ceilDiv(frame.pixels() * bits, 8) + canvas.pixels() * (CANVAS + RESIZER) + variants(canvas);
    }

    /// A picture that libheif decodes outside the heap, which is given back before the variants are made.
    long heif(HeifCoding coding, Dimensions canvas) {
        // As it was decoded, and turned.
        long planes = Math.ceilDiv(coding.coded().pixels() * coding.bits() * 2, 8);
        // A tile or an alpha plane in its decoder.
        long decoder = Math.ceilDiv(coding.largest().pixels() * coding.bits(), 8);
        int rgb = coding.alpha() ? 4 : 3;
        long outside = planes + decoder + canvas.pixels() * rgb;
        long later = canvas.pixels() * (RESIZER + (coding.alpha() ? CANVAS : 0)) + variants(canvas);
        return canvas.pixels() * rgb + Math.max(outside, later);
    }

    /// The tables of a lossless WebP's codes, beside its pixels.
    ///
    /// @param bytes of the file that are coded losslessly
    static long codeGroups(Dimensions frame, long bytes) {
        long blocks = Math.ceilDiv((long) frame.width(), BLOCK) * Math.ceilDiv((long) frame.height(), BLOCK);
        return GROUP_BYTES * Math.min(MAX_GROUPS, Math.min(blocks, (bytes + ZEROS) * 8 / GROUP_BITS));
    }

    private long variants(Dimensions canvas) {
        return variant() * demand.largestPixels(canvas);
    }

    private long variant() {
        return demand.formats().contains(ImageFormat.WEBP) ? COPIED_VARIANT : VARIANT;
    }
}
