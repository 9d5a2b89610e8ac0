package photos.processor.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import photos.image.Dimensions;
import photos.processor.plane.Colours;
import photos.processor.plane.Picture;
import photos.processor.plane.Plane;
import photos.processor.plane.Subsampling;

/// Between planes and Java's images.
final class Pixels {
    private Pixels() {}

    /// @param image of three bytes a pixel, or packed, with alpha premultiplied
    static Picture picture(BufferedImage image) {
        return image.getType() == BufferedImage.TYPE_3BYTE_BGR ? ofBytes(image) : ofPacked(image);
    }

    private static Picture ofBytes(BufferedImage image) {
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        Picture picture = blank(Colours.RGB, image);
        for (int channel = 0; channel < 3; channel++) {
            byte[] samples = picture.planes().get(channel).samples();
            int from = 2 - channel;
            for (int i = 0; i < samples.length; i++) {
                samples[i] = pixels[3 * i + from];
            }
        }
        return picture;
    }

    private static Picture ofPacked(BufferedImage image) {
        int[] pixels = Packed.pixels(image);
        Picture picture = blank(image.getColorModel().hasAlpha() ? Colours.RGBA : Colours.RGB, image);
        for (int channel = 0; channel < picture.planes().size(); channel++) {
            byte[] samples = picture.planes().get(channel).samples();
            int shift = channel == 3 ? 24 : 16 - 8 * channel;
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) (pixels[i] >> shift);
            }
        }
        return picture;
    }

    private static Picture blank(Colours colours, BufferedImage image) {
        return Picture.blank(colours, Subsampling.NONE, new Dimensions(image.getWidth(), image.getHeight()));
    }

    /// In the order of bytes that encoders want, with alpha not multiplied in.
    ///
    /// @param rgb with or without alpha
    static BufferedImage image(Picture rgb) {
        boolean alpha = rgb.colours() == Colours.RGBA;
        Dimensions size = rgb.size();
        BufferedImage image = new BufferedImage(
                size.width(), size.height(), alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int channels = rgb.planes().size();
        for (int channel = 0; channel < channels; channel++) {
            interleave(rgb.planes().get(channel), bytes, channels, channels - 1 - channel);
        }
        if (alpha) {
            straighten(bytes);
        }
        return image;
    }

    /// @param first where the first sample goes
    private static void interleave(Plane plane, byte[] bytes, int channels, int first) {
        byte[] samples = plane.samples();
        int to = first;
        for (int y = 0; y < plane.height(); y++) {
            int from = plane.row(y);
            for (int x = 0; x < plane.width(); x++) {
                bytes[to] = samples[from + x];
                to += channels;
            }
        }
    }

    /// @param bytes four a pixel, alpha first
    private static void straighten(byte[] bytes) {
        for (int i = 0; i < bytes.length; i += 4) {
            int opacity = bytes[i] & 0xFF;
            for (int colour = i + 1; colour < i + 4; colour++) {
                bytes[colour] = (byte) Packed.straight(bytes[colour] & 0xFF, opacity);
            }
        }
    }

    /// One int a pixel, ARGB, with alpha not multiplied in.
    ///
    /// @param rgb with or without alpha
    static int[] straight(Picture rgb) {
        boolean alpha = rgb.colours() == Colours.RGBA;
        Dimensions size = rgb.size();
        int[] pixels = new int[Math.toIntExact(size.pixels())];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % size.width();
            int y = i / size.width();
            int opacity = alpha ? rgb.planes().get(3).at(x, y) : 255;
            pixels[i] = opacity << 24;
            for (int channel = 0; channel < 3; channel++) {
                int sample = rgb.planes().get(channel).at(x, y);
                pixels[i] |= Packed.straight(sample, opacity) << (16 - 8 * channel);
            }
        }
        return pixels;
    }
}
