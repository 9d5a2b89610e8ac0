package photos.processor.render;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import photos.image.Dimensions;

/// Pixels of one int each: opaque RGB, or ARGB premultiplied so that resampling never mixes in the colour of what
/// cannot be seen.
final class Packed {
    private static final ColorModel OPAQUE = new DirectColorModel(24, 0xFF0000, 0xFF00, 0xFF);
    private static final int[] OPAQUE_MASKS = {0xFF0000, 0xFF00, 0xFF};

    private Packed() {}

    static BufferedImage transparent(Dimensions size) {
        return new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_ARGB_PRE);
    }

    /// The image's own pixels, row by row without gaps.
    static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /// The same pixels as an opaque image if none of them lets anything through, otherwise the image itself.
    static BufferedImage opaqueIfPossible(BufferedImage image) {
        for (int pixel : pixels(image)) {
            if (pixel >>> 24 != 255) {
                return image;
            }
        }
        WritableRaster raster = Raster.createPackedRaster(
                image.getRaster().getDataBuffer(),
                image.getWidth(),
                image.getHeight(),
                image.getWidth(),
                OPAQUE_MASKS,
                null);
        return new BufferedImage(OPAQUE, raster, false, null);
    }

    static int rgb(int red, int green, int blue) {
        return 0xFF000000 | (red & 0xFF) << 16 | (green & 0xFF) << 8 | (blue & 0xFF);
    }

    static int premultiplied(int alpha, int red, int green, int blue) {
        return alpha << 24 | times(red, alpha) << 16 | times(green, alpha) << 8 | times(blue, alpha);
    }

    /// Undoes the multiplication with alpha.
    static int straight(int colour, int alpha) {
        return alpha == 0 || alpha == 255 ? colour : Math.min(255, (colour * 255 + alpha / 2) / alpha);
    }

    static byte clamped(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }

    static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    static int times(int colour, int alpha) {
        return (colour * alpha + 127) / 255;
    }
}
