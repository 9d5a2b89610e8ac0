package photos.processor.render;

import java.awt.image.BufferedImage;
import java.io.IOException;
import photos.processor.webp.WebpEncoder;
import photos.processor.webp.WebpLibrary;

/// Packed pictures as WebP.
final class Webp {
    private Webp() {}

    /// @throws IOException if this machine cannot write WebP, or could not write this one
    static byte[] encoded(BufferedImage image, int quality) throws IOException {
        return switch (WebpLibrary.ofThisMachine()) {
            case WebpLibrary.Present present -> encoded(image, quality, present.encoder());
            case WebpLibrary.Absent(String sentence) -> throw new IOException("WebP cannot be written: " + sentence);
        };
    }

    private static byte[] encoded(BufferedImage image, int quality, WebpEncoder encoder) throws IOException {
        int[] pixels = Packed.pixels(image);
        if (!image.getColorModel().hasAlpha()) {
            return encoder.encode(pixels, image.getWidth(), image.getHeight(), WebpEncoder.Pixels.OPAQUE, quality);
        }
        int[] straight = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            straight[i] = Packed.straight(pixels[i]);
        }
        return encoder.encode(
                straight, image.getWidth(), image.getHeight(), WebpEncoder.Pixels.STRAIGHT_ALPHA, quality);
    }
}
