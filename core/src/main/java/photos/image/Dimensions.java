package photos.image;

/// Width and height of a picture in pixels, each at least 1.
public record Dimensions(int width, int height) {
    public Dimensions {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture is at least 1x1 pixels, was " + width + "x" + height);
        }
    }

    public long pixels() {
        return (long) width * height;
    }

    /// The same picture lying on its side.
    public Dimensions turned() {
        return new Dimensions(/* width= */ height, /* height= */ width);
    }

    /// The largest size of the same shape that fits in the box, never larger than this one, never less than 1 pixel;
    /// each side is rounded to the nearest pixel.
    public Dimensions within(Dimensions box) {
        double scale = Math.min(1, Math.min((double) box.width / width, (double) box.height / height));
        return scaled(scale);
    }

    /// The smallest size of the same shape that covers the box, never larger than this one.
    public Dimensions covering(Dimensions box) {
        double scale = Math.min(1, Math.max((double) box.width / width, (double) box.height / height));
        return scaled(scale);
    }

    /// Side by side the smaller of both.
    public Dimensions clippedTo(Dimensions box) {
        return new Dimensions(Math.min(width, box.width), Math.min(height, box.height));
    }

    private Dimensions scaled(double scale) {
        return new Dimensions(
                (int) Math.max(1, Math.round(width * scale)), (int) Math.max(1, Math.round(height * scale)));
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
