package photos.local.pipeline;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import javax.imageio.ImageIO;

/// Photos to upload.
final class Photo {
    private Photo() {}

    /// One of the samples.
    static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(ProjectCopy.REAL.resolve("samples").resolve(name));
    }

    /// A JPEG unlike that of any other number.
    static byte[] numbered(int number) throws IOException {
        return jpeg(400 + number, 300, Color.HSBtoRGB(number / 50f, 0.8f, 0.9f));
    }

    /// A JPEG of 64x64 pixels, which costs next to nothing.
    static byte[] small() throws IOException {
        return jpeg(64, 64, 0x3377AA);
    }

    private static byte[] jpeg(int width, int height, int colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(colour));
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", jpeg);
        return jpeg.toByteArray();
    }

    /// With bytes after the end of the image, as cameras add them.
    static byte[] padded(byte[] photo, int length) {
        return Arrays.copyOf(photo, length);
    }
}
