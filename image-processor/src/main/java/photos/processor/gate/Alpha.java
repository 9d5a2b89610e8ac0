package photos.processor.gate;

/// Which of a picture's samples says how much shows through.
public sealed interface Alpha {
    /// The one that the decoder names, if it names one.
    record AsDecoded() implements Alpha {}

    /// None, whatever there is beside the colours.
    record None() implements Alpha {}

    /// One of those beside the colours.
    ///
    /// @param extra how many others are between it and the colours, 0 or more
    /// @param premultiplied whether the colours were multiplied by it
    record Extra(int extra, boolean premultiplied) implements Alpha {}
}
