package photos.benchmarks.quality;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// The luma of a picture (ITU-R BT.601, gamma-encoded), row by row, 0 to 255, not rounded.
public final class Luma {
    private final int width;
    private final int height;
    private final double[] values;

    /// @param values kept, not copied
    Luma(int width, int height, double[] values) {
        if (values.length != width * height) {
            throw new IllegalArgumentException(values.length + " values are not a picture of " + width + "x" + height);
        }
        this.width = width;
        this.height = height;
        this.values = values;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    double[] values() {
        return values;
    }

    /// Decodes all of a file by ImageIO, which no contender's fast path goes through.
    public static Luma of(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IOException(file + " is no picture that ImageIO reads");
        }
        int width = image.getWidth();
        int height = image.getHeight();
        double[] values = new double[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int rgb = row[x];
                values[y * width + x] = 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
            }
        }
        return new Luma(width, height, values);
    }
}
