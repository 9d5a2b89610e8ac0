package photos.processor.render;

import java.awt.image.BufferedImage;
import photos.processor.placeholder.ThumbHash;

/// Makes the placeholder of a picture.
final class Placeholder {
    private Placeholder() {}

    /// @param whole the upright picture in sRGB, packed pixels, nothing cut off; the smaller the faster
    static String of(BufferedImage whole) {
        double scale = Math.min(1, (double) ThumbHash.MOST_SIDE / Math.max(whole.getWidth(), whole.getHeight()));
        int width = (int) Math.max(1, Math.round(whole.getWidth() * scale));
        int height = (int) Math.max(1, Math.round(whole.getHeight() * scale));
        int[] small = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                small[y * width + x] = mean(
                        whole,
                        (int) ((long) x * whole.getWidth() / width),
                        (int) ((x + 1L) * whole.getWidth() / width),
                        (int) ((long) y * whole.getHeight() / height),
                        (int) ((y + 1L) * whole.getHeight() / height));
            }
        }
        return ThumbHash.of(small, width, height);
    }

    /// Of a box, with alpha not multiplied in.
    private static int mean(BufferedImage whole, int left, int right, int top, int bottom) {
        int[] pixels = Packed.pixels(whole);
        int opaque = whole.getColorModel().hasAlpha() ? 0 : 0xFF000000;
        long[] sums = new long[4];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int pixel = pixels[y * whole.getWidth() + x] | opaque;
                for (int i = 0; i < 4; i++) {
                    sums[i] += pixel >>> (8 * i) & 0xFF;
                }
            }
        }
        long count = (long) (right - left) * (bottom - top);
        int mean = 0;
        for (int i = 0; i < 4; i++) {
            mean |= (int) ((sums[i] + count / 2) / count) << (8 * i);
        }
        return Packed.straight(mean);
    }
}
