package photos.processor.plane;

/// A stretch of one axis, in samples of the source; may begin between two samples and reach past the ends.
public record Span(double start, double length) {
    public Span {
        if (!(length > 0) || !Double.isFinite(start) || !Double.isFinite(length)) {
            throw new IllegalArgumentException("a span has a length, was " + start + " + " + length);
        }
    }

    /// The same stretch where each sample stands for several of these.
    Span dividedBy(int samples) {
        return new Span(start / samples, length / samples);
    }

    /// The whole of an axis.
    public static Span whole(int samples) {
        return new Span(0, samples);
    }
}
