package photos.processor.preset;

/// Whether speed or accuracy counts more.
public enum Fidelity {
    /// JPEGs are decoded at the smallest size that serves the largest preset. Sizes just below half, a quarter or an
    /// eighth of the original lose some tenths of a decibel against a resize from the full picture.
    FAST,
    /// Everything is made from the fully decoded picture.
    EXACT
}
