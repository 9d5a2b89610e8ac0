package photos.benchmarks;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import net.coobird.thumbnailator.Thumbnails;
import photos.image.Dimensions;

/// Makes the inputs from two photos of `samples/`, always the same bytes. All are 4:2:0 and carry no metadata, so that
/// nobody turns them or converts their colours.
final class Pictures {
    private static final float QUALITY = 0.92f;
    private static final double NOISE = 4;
    private static final int LARGE_WIDTH = 5712;
    private static final int LARGE_HEIGHT = 4284;

    private final Path directory;

    Pictures(Path directory) {
        this.directory = directory;
    }

    List<Picture> make() throws IOException {
        Path phone = Project.sample("phone-12-megapixels-turned.jpg");
        Path camera = Project.sample("camera-panasonic-lx2.jpg");
        Path baseline = directory.resolve("12mp.jpg");
        Files.write(baseline, withoutMetadata(Files.readAllBytes(phone)));
        BufferedImage pixels = ImageIO.read(baseline.toFile());
        return List.of(
                described("12mp", "12 MP baseline", baseline, "a phone's photo as it left the phone, metadata removed"),
                described(
                        "24mp",
                        "24 MP baseline",
                        encoded(noisy(enlarged(pixels)), "24mp.jpg", false),
                        "the 12 MP photo enlarged by bicubic interpolation, noise of sigma 4 added, encoded at 92:"
                                + " not a real 24 MP photo"),
                described(
                        "2mp",
                        "2 MP baseline",
                        encoded(ImageIO.read(camera.toFile()), "2mp.jpg", false),
                        "a camera's photo, encoded anew at 92 because it was not 4:2:0"),
                described(
                        "progressive",
                        "12 MP progressive",
                        encoded(pixels, "progressive.jpg", true),
                        "the 12 MP photo, encoded anew at 92"));
    }

    private static Picture described(String name, String title, Path file, String origin) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        return new Picture(name, title, file, new Dimensions(image.getWidth(), image.getHeight()), origin);
    }

    /// Leaves out application segments (FFE1 to FFEF) and comments (FFFE); the coded pixels stay as they are.
    private static byte[] withoutMetadata(byte[] jpeg) {
        var kept = new ByteArrayOutputStream(jpeg.length);
        kept.write(jpeg, 0, 2);
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != 0xDA) {
            int marker = jpeg[at + 1] & 0xFF;
            int length = 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
            if ((marker < 0xE1 || marker > 0xEF) && marker != 0xFE) {
                kept.write(jpeg, at, length);
            }
            at += length;
        }
        kept.write(jpeg, at, jpeg.length - at);
        return kept.toByteArray();
    }

    private static BufferedImage enlarged(BufferedImage image) throws IOException {
        return Thumbnails.of(image)
                .forceSize(LARGE_WIDTH, LARGE_HEIGHT)
                .imageType(BufferedImage.TYPE_INT_RGB)
                .asBufferedImage();
    }

    private static BufferedImage noisy(BufferedImage image) {
        Random random = new Random(1);
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                int noise = (int) Math.round(random.nextGaussian() * NOISE);
                row[x] = channel(row[x], 16, noise) | channel(row[x], 8, noise) | channel(row[x], 0, noise);
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return image;
    }

    private static int channel(int rgb, int shift, int noise) {
        return Math.clamp((rgb >> shift & 0xFF) + noise, 0, 255) << shift;
    }

    private Path encoded(BufferedImage image, String name, boolean progressive) throws IOException {
        Path file = directory.resolve(name);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
        how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        try (ImageOutputStream output = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return file;
    }
}
