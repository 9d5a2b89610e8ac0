package photos.image;

/// How a stored picture has to be turned to stand upright: the values 1 to 8 of the EXIF tag Orientation
/// (EXIF 2.32, 4.6.4, tag 0x0112).
public enum Orientation {
    UPRIGHT(1, false, 0),
    MIRRORED(2, true, 0),
    UPSIDE_DOWN(3, false, 180),
    MIRRORED_UPSIDE_DOWN(4, true, 180),
    MIRRORED_TURNED_LEFT(5, true, 270),
    TURNED_LEFT(6, false, 90),
    MIRRORED_TURNED_RIGHT(7, true, 90),
    TURNED_RIGHT(8, false, 270);

    private final int exifValue;
    private final boolean mirrored;
    private final int clockwiseDegrees;

    Orientation(int exifValue, boolean mirrored, int clockwiseDegrees) {
        this.exifValue = exifValue;
        this.mirrored = mirrored;
        this.clockwiseDegrees = clockwiseDegrees;
    }

    /// The orientation of an EXIF value; anything but 1 to 8 means upright, as viewers treat it.
    public static Orientation ofExif(int value) {
        return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
    }

    /// 1 to 8.
    public int exifValue() {
        return exifValue;
    }

    /// Whether the stored picture has to be flipped left to right *before* it is turned.
    public boolean mirrored() {
        return mirrored;
    }

    /// By how much the stored picture has to be turned clockwise: 0, 90, 180 or 270.
    public int clockwiseDegrees() {
        return clockwiseDegrees;
    }

    /// Whether width and height change places.
    public boolean swapsSides() {
        return clockwiseDegrees % 180 != 0;
    }

    /// The upright size of a picture stored with this size.
    public Dimensions upright(Dimensions stored) {
        return swapsSides() ? stored.turned() : stored;
    }
}
