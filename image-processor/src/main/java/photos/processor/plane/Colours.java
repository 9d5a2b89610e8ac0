package photos.processor.plane;

/// What the planes of a picture are.
public enum Colours {
    /// One, luma of the full range of 0 to 255.
    GREY(1),
    /// Luma, Cb, Cr as in JFIF: ITU-R BT.601 over the full range.
    YCC(3),
    RGB(3),
    /// RGB multiplied with alpha, and alpha.
    RGBA(4);

    private final int planes;

    Colours(int planes) {
        this.planes = planes;
    }

    public int planes() {
        return planes;
    }
}
