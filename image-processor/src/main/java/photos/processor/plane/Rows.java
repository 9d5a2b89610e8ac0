package photos.processor.plane;

/// Adds up weighted rows of samples.
sealed interface Rows permits VectorRows, PlainRows {
    /// Sets one target row to the weighted sum of source rows, rounded and clamped.
    ///
    /// @param row which of the target's rows
    /// @param to index of the target row's first sample
    void blend(Plane source, Weights weights, int row, byte[] target, int to);
}
