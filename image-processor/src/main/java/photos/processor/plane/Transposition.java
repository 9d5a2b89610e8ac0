package photos.processor.plane;

/// Makes columns of rows.
sealed interface Transposition permits VectorTransposition, PlainTransposition {
    /// @param target as wide as the source is high and as high as it is wide
    void transpose(Plane source, Plane target);
}
