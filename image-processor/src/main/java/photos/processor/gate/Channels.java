package photos.processor.gate;

/// What the colour channels of the first frame mean, as stored.
public enum Channels {
    GREY,
    /// Also palettes, and YCbCr, which decoders bring to RGB themselves.
    RGB,
    /// 0 is no ink.
    CMYK,
    /// 255 is no ink: a JPEG with Adobe's marker.
    INVERTED_CMYK,
    /// The same, with CMY coded as YCbCr.
    INVERTED_YCCK;

    /// Channels of a profile that fits.
    public int count() {
        return switch (this) {
            case GREY -> 1;
            case RGB -> 3;
            case CMYK, INVERTED_CMYK, INVERTED_YCCK -> 4;
        };
    }
}
