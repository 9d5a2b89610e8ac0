package photos.processor.render;

import java.util.List;
import photos.image.Dimensions;
import photos.processor.plane.Colours;
import photos.processor.plane.Picture;
import photos.processor.plane.Plane;
import photos.processor.plane.Subsampling;

/// Between RGB and the YCbCr of JPEG files (JFIF 1.02: ITU-R BT.601 with the full range of 0 to 255).
final class ColourConversion {
    private static final int SHIFT = 16;
    private static final int HALF = 1 << (SHIFT - 1);
    private static final int RED_LUMA = fixed(0.299);
    private static final int BLUE_LUMA = fixed(0.114);
    private static final int GREEN_LUMA = (1 << SHIFT) - RED_LUMA - BLUE_LUMA;
    private static final double TO_CB = 0.5 / (1 - 0.114) / (1 << SHIFT);
    private static final double TO_CR = 0.5 / (1 - 0.299) / (1 << SHIFT);
    private static final int CR_TO_RED = fixed(2 * (1 - 0.299));
    private static final int CB_TO_BLUE = fixed(2 * (1 - 0.114));
    private static final int CB_TO_GREEN = fixed(2 * 0.114 * (1 - 0.114) / 0.587);
    private static final int CR_TO_GREEN = fixed(2 * 0.299 * (1 - 0.299) / 0.587);

    private ColourConversion() {}

    private static int fixed(double factor) {
        return (int) Math.round(factor * (1 << SHIFT));
    }

    /// @param picture grey, or YCbCr with as many chroma samples as luma samples, or RGB, with or without alpha
    static Picture rgb(Picture picture) {
        return switch (picture.colours()) {
            case RGB, RGBA -> picture;
            case GREY -> {
                Plane luma = picture.planes().getFirst();
                yield Picture.of(Colours.RGB, Subsampling.NONE, List.of(luma, luma, luma));
            }
            case YCC -> rgbOfYcc(picture);
        };
    }

    private static Picture rgbOfYcc(Picture ycc) {
        if (!ycc.chroma().equals(Subsampling.NONE)) {
            throw new IllegalArgumentException("expected 4:4:4, was " + ycc.chroma());
        }
        Picture rgb = Picture.blank(Colours.RGB, Subsampling.NONE, ycc.size());
        byte[] red = rgb.planes().get(0).samples();
        byte[] green = rgb.planes().get(1).samples();
        byte[] blue = rgb.planes().get(2).samples();
        Plane lumas = ycc.planes().get(0);
        Plane cbs = ycc.planes().get(1);
        Plane crs = ycc.planes().get(2);
        int at = 0;
        for (int row = 0; row < lumas.height(); row++) {
            for (int x = 0; x < lumas.width(); x++) {
                int luma = lumas.at(x, row);
                int cb = cbs.at(x, row) - 128;
                int cr = crs.at(x, row) - 128;
                red[at] = Packed.clamped(luma + ((CR_TO_RED * cr + HALF) >> SHIFT));
                green[at] = Packed.clamped(luma - ((CB_TO_GREEN * cb + CR_TO_GREEN * cr + HALF) >> SHIFT));
                blue[at] = Packed.clamped(luma + ((CB_TO_BLUE * cb + HALF) >> SHIFT));
                at++;
            }
        }
        return rgb;
    }

    /// Chroma is averaged over four pixels.
    ///
    /// @param rgb whose planes begin at their first sample and have no gaps
    static Picture ycc(Picture rgb) {
        Dimensions size = rgb.size();
        Picture ycc = Picture.blank(Colours.YCC, Subsampling.HALF, size);
        int chromaWidth = ycc.planes().get(1).width();
        int[] cbs = new int[chromaWidth];
        int[] crs = new int[chromaWidth];
        int[] counts = new int[chromaWidth];
        for (int y = 0; y < size.height(); y++) {
            row(rgb, y, ycc.planes().get(0), cbs, crs, counts);
            if (y % 2 == 1 || y == size.height() - 1) {
                for (int x = 0; x < chromaWidth; x++) {
                    ycc.planes().get(1).samples()[y / 2 * chromaWidth + x] = chroma(cbs[x], counts[x], TO_CB);
                    ycc.planes().get(2).samples()[y / 2 * chromaWidth + x] = chroma(crs[x], counts[x], TO_CR);
                    cbs[x] = 0;
                    crs[x] = 0;
                    counts[x] = 0;
                }
            }
        }
        return ycc;
    }

    private static void row(Picture rgb, int y, Plane lumas, int[] cbs, int[] crs, int[] counts) {
        Plane reds = rgb.planes().get(0);
        Plane greens = rgb.planes().get(1);
        Plane blues = rgb.planes().get(2);
        for (int x = 0; x < reds.width(); x++) {
            int red = reds.at(x, y);
            int blue = blues.at(x, y);
            int luma = RED_LUMA * red + GREEN_LUMA * greens.at(x, y) + BLUE_LUMA * blue;
            lumas.samples()[y * lumas.width() + x] = (byte) ((luma + HALF) >> SHIFT);
            cbs[x / 2] += (blue << SHIFT) - luma;
            crs[x / 2] += (red << SHIFT) - luma;
            counts[x / 2]++;
        }
    }

    private static byte chroma(int sum, int count, double factor) {
        return Packed.clamped(128 + (int) Math.rint(sum * factor / count));
    }
}
