package photos.processor.render;

import java.awt.image.BufferedImage;

/// Brings a packed picture from its profile's colours to sRGB, in place.
final class Srgb {
    private static final int PIXELS_AT_ONCE = 1 << 16;

    private Srgb() {}

    static void convert(BufferedImage image, Profile profile, Deadline deadline) {
        boolean alpha = image.getColorModel().hasAlpha();
        int[] pixels = Packed.pixels(image);
        for (int from = 0; from < pixels.length; from += PIXELS_AT_ONCE) {
            deadline.check();
            convert(pixels, from, Math.min(PIXELS_AT_ONCE, pixels.length - from), alpha, profile);
        }
    }

    private static void convert(int[] pixels, int from, int count, boolean hasAlpha, Profile profile) {
        int channels = profile.channels();
        byte[] source = new byte[count * channels];
        for (int i = 0; i < count; i++) {
            int pixel = hasAlpha ? Packed.straight(pixels[from + i]) : pixels[from + i];
            for (int channel = 0; channel < channels; channel++) {
                int shift = channels == 1 ? 8 : 16 - 8 * channel;
                source[i * channels + channel] = (byte) (pixel >> shift);
            }
        }
        byte[] rgb = profile.toSrgb(source);
        for (int i = 0; i < count; i++) {
            int alpha = hasAlpha ? pixels[from + i] >>> 24 : 255;
            pixels[from + i] =
                    Packed.premultiplied(alpha, rgb[3 * i] & 0xFF, rgb[3 * i + 1] & 0xFF, rgb[3 * i + 2] & 0xFF);
        }
    }
}
