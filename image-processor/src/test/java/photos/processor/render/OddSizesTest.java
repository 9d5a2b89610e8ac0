package photos.processor.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.image.Dimensions;
import photos.image.Orientation;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;

/// JPEGs of every small size and of extreme ones, in every usual subsampling of their chroma.
class OddSizesTest {
    private static final Presets AS_IT_IS = Presets.parse("whole 70000x70000 inside png 80");

    /// Its planes go from the decoder to the encoder.
    private static final Presets AS_JPEG = Presets.parse("whole 70000x70000 inside jpeg 97");

    private static final GateLimits LIMITS = GateLimits.withBudget(1L << 28);

    private final Renderer renderer = new ThumbnailatorRenderer(LIMITS);
    private final Renderer pureJava = new ThumbnailatorRenderer(LIMITS, PureJava.CODECS);

    @TempDir
    private Path directory;

    /// One that is decoded to an eighth, a quarter, or half of its size, where the last samples are of fewer pixels.
    @ParameterizedTest
    @CsvSource({"15, 7", "31, 5", "63, 5"})
    void a_fraction_keeps_its_colours_to_the_last_column_and_row(int box, int most) throws IOException {
        Presets presets = Presets.parse("t %dx%d inside png 80".formatted(box, box));
        for (int width = 129; width <= 144; width++) {
            int height = width - 29;
            BufferedImage slope = slope(width, height);
            byte[] file = jpeg(slope, 2, 2);
            for (Renderer one : List.of(renderer, pureJava)) {
                BufferedImage shown = ImageIO.read(rendered(one, file, presets)
                        .variants()
                        .getFirst()
                        .file()
                        .toFile());
                assertThat(mostOffSlope(shown, width, height))
                        .as(width + "x" + height + " in " + box + (one.equals(pureJava) ? " in pure Java" : ""))
                        .isLessThan(most);
            }
        }
    }

    /// Redder with each pixel to the right, greener with each further down, and less blue with both.
    private static BufferedImage slope(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (60 + x) << 16 | (60 + y) << 8 | 220 - (x + y) / 2);
            }
        }
        return image;
    }

    private static double mostOffSlope(BufferedImage shown, int width, int height) {
        double most = 0;
        for (int row = 0; row < shown.getHeight(); row++) {
            for (int column = 0; column < shown.getWidth(); column++) {
                double x = (column + 0.5) * width / shown.getWidth() - 0.5;
                double y = (row + 0.5) * height / shown.getHeight() - 0.5;
                int pixel = shown.getRGB(column, row);
                most = Math.max(most, Math.abs((pixel >> 16 & 0xFF) - (60 + x)));
                most = Math.max(most, Math.abs((pixel >> 8 & 0xFF) - (60 + y)));
                most = Math.max(most, Math.abs((pixel & 0xFF) - (220 - (x + y) / 2)));
            }
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 40", "2, 1, 40", "2, 2, 40", "1, 2, 40", "4, 1, 40"})
    void every_size_keeps_its_colours_to_the_last_column_and_row(int across, int down, int most) throws IOException {
        for (int width = 1; width <= most; width++) {
            for (int height = 1; height <= most; height++) {
                BufferedImage slopes = slopes(width, height);
                byte[] file = jpeg(slopes, across, down);
                for (Presets presets : List.of(AS_IT_IS, AS_JPEG)) {
                    RenderOutcome.Rendered rendered = rendered(file, presets);
                    BufferedImage shown =
                            ImageIO.read(rendered.variants().getFirst().file().toFile());
                    assertThat(mostOff(shown, slopes))
                            .as(width + "x" + height + " in " + across + "x" + down + " by " + presets)
                            .isLessThan(presets.equals(AS_JPEG) ? 16 : 12);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 10000", "10000, 1", "65500, 10", "10, 65500"})
    void a_long_one_has_a_thumbnail_of_at_least_a_pixel_each_way(int width, int height) throws IOException {
        Presets presets = Presets.parse("t 320x320 cover jpeg 80; s 640x640 inside jpeg 82");
        RenderOutcome.Rendered rendered = rendered(jpeg(slopes(width, height), 2, 2), presets);
        assertThat(rendered.variants().getFirst().dimensions())
                .isEqualTo(new Dimensions(Math.min(width, 320), Math.min(height, 320)));
        Dimensions inside = rendered.variants().get(1).dimensions();
        assertThat(Math.max(inside.width(), inside.height())).isEqualTo(640);
        assertThat(Math.min(inside.width(), inside.height())).isGreaterThanOrEqualTo(1);
    }

    @Test
    void chroma_stays_with_its_luma_in_every_orientation_of_an_odd_size() throws IOException {
        BufferedImage halves = new BufferedImage(33, 21, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 21; y++) {
            for (int x = 0; x < 33; x++) {
                halves.setRGB(x, y, x < 16 && y < 10 ? 0xE02020 : 0x2040E0);
            }
        }
        byte[] file = jpeg(halves, 1, 1);
        Path original = Files.write(directory.resolve("original"), file);
        Presets presets = Presets.parse("j 33x33 inside jpeg 95; p 33x33 inside png 80");
        for (Orientation orientation : Orientation.values()) {
            Path target = Files.createDirectories(directory.resolve(orientation.name()));
            var rendered = (RenderOutcome.Rendered)
                    renderer.render(new RenderTask(original, orientation, presets, target), Memory.UNSHARED);
            BufferedImage jpeg =
                    ImageIO.read(rendered.variants().getFirst().file().toFile());
            BufferedImage png = ImageIO.read(rendered.variants().get(1).file().toFile());
            int off = 0;
            for (int y = 0; y < jpeg.getHeight(); y++) {
                for (int x = 0; x < jpeg.getWidth(); x++) {
                    off += isRed(jpeg.getRGB(x, y)) == isRed(png.getRGB(x, y)) ? 0 : 1;
                }
            }
            // A chroma sample at the edge may be of both; one row or column aside would be ten pixels at least.
            assertThat(off).as(orientation.name()).isLessThan(5);
            assertThat(isRed(png.getRGB(redCorner(orientation, png)[0], redCorner(orientation, png)[1])))
                    .as(orientation.name())
                    .isTrue();
        }
    }

    private static int[] redCorner(Orientation orientation, BufferedImage image) {
        int right = image.getWidth() - 1;
        int bottom = image.getHeight() - 1;
        return switch (orientation) {
            case UPRIGHT, MIRRORED_TURNED_LEFT -> new int[] {0, 0};
            case MIRRORED, TURNED_LEFT -> new int[] {right, 0};
            case UPSIDE_DOWN, MIRRORED_TURNED_RIGHT -> new int[] {right, bottom};
            case MIRRORED_UPSIDE_DOWN, TURNED_RIGHT -> new int[] {0, bottom};
        };
    }

    private static boolean isRed(int pixel) {
        return (pixel >> 16 & 0xFF) > (pixel & 0xFF);
    }

    private RenderOutcome.Rendered rendered(byte[] file, Presets presets) throws IOException {
        return rendered(renderer, file, presets);
    }

    private RenderOutcome.Rendered rendered(Renderer by, byte[] file, Presets presets) throws IOException {
        Path original = Files.write(directory.resolve("original"), file);
        RenderOutcome outcome =
                by.render(new RenderTask(original, Orientation.UPRIGHT, presets, directory), Memory.UNSHARED);
        assertThat(outcome).isInstanceOf(RenderOutcome.Rendered.class);
        return (RenderOutcome.Rendered) outcome;
    }

    private static BufferedImage slopes(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int across = 60 + Math.min(120, 3 * x);
                int down = 60 + Math.min(120, 3 * y);
                image.setRGB(x, y, across << 16 | down << 8 | 120);
            }
        }
        return image;
    }

    private static int mostOff(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(other.getHeight());
        int most = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int here = one.getRGB(x, y) >> shift & 0xFF;
                    int there = other.getRGB(x, y) >> shift & 0xFF;
                    most = Math.max(most, Math.abs(here - there));
                }
            }
        }
        return most;
    }

    /// @param across luma samples for one chroma sample
    private static byte[] jpeg(BufferedImage image, int across, int down) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(0.97f);
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
            String format = metadata.getNativeMetadataFormatName();
            IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(format);
            IIOMetadataNode luma =
                    (IIOMetadataNode) tree.getElementsByTagName("componentSpec").item(0);
            luma.setAttribute("HsamplingFactor", Integer.toString(across));
            luma.setAttribute("VsamplingFactor", Integer.toString(down));
            metadata.setFromTree(format, tree);
            writer.write(null, new IIOImage(image, null, metadata), param);
            output.flush();
            return bytes.toByteArray();
        } finally {
            writer.dispose();
        }
    }
}
