package photos.processor.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import photos.image.Orientation;
import photos.processor.gate.GateLimits;
import photos.processor.heif.Heif;
import photos.processor.preset.Presets;
import photos.processor.turbo.TurboJpeg;

/// Sound files of kinds that decoders get wrong, or tell wrongly.
class UnusualOriginalsTest {
    private static final int SIDE = 16;
    private static final int ORANGE = 0xFF_E0_80_20;
    private static final int NO_EXTRA_SAMPLES = -1;
    private static final Codecs PURE = new Codecs(new TurboJpeg.Search.Missing("left out by the test"), Heif.off());

    @TempDir
    private Path directory = Path.of("");

    private RenderOutcome.Rendered rendered(Codecs codecs, long budget, byte[] original, String presets)
            throws IOException {
        Path file = Files.write(directory.resolve("original"), original);
        RenderOutcome outcome = new ThumbnailatorRenderer(GateLimits.withBudget(budget), codecs)
                .render(file, Orientation.UPRIGHT, Presets.parse(presets), directory);
        assertThat(outcome).isInstanceOf(RenderOutcome.Rendered.class);
        return (RenderOutcome.Rendered) outcome;
    }

    private BufferedImage shown(byte[] original, int width, int height) throws IOException {
        RenderOutcome.Rendered rendered =
                rendered(Codecs.ofThisMachine(), 1L << 28, original, "t %dx%d inside png 90".formatted(width, height));
        assertThat(rendered.degraded()).isEmpty();
        return Optional.ofNullable(
                        ImageIO.read(rendered.variants().getFirst().file().toFile()))
                .orElseThrow();
    }

    /// TIFF 6.0, ExtraSamples: 0 is "unspecified data", such as a selection that was saved with the picture.
    @ParameterizedTest
    @CsvSource({"0, 255", NO_EXTRA_SAMPLES + ", 255", "2, 0"})
    void a_fourth_channel_of_a_tiff_is_alpha_only_if_it_says_so(int extraSamples, int alpha) throws IOException {
        BufferedImage image = shown(tiff(extraSamples), SIDE, SIDE);
        assertThat(image.getRGB(3, 3) >>> 24).isEqualTo(alpha);
        if (alpha == 255) {
            assertThat(image.getRGB(3, 3)).isEqualTo(ORANGE);
        }
    }

    /// Of four samples, the last one 0.
    private static byte[] tiff(int extraSamples) {
        int entries = extraSamples == NO_EXTRA_SAMPLES ? 9 : 10;
        int bits = 8 + 2 + entries * 12 + 4;
        int pixels = bits + 8;
        ByteBuffer tiff = ByteBuffer.allocate(pixels + SIDE * SIDE * 4).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) entries);
        entry(tiff, 256, 1, SIDE);
        entry(tiff, 257, 1, SIDE);
        entry(tiff, 258, 4, bits);
        entry(tiff, 259, 1, 1);
        entry(tiff, 262, 1, 2);
        tiff.putShort((short) 273).putShort((short) 4).putInt(1).putInt(pixels);
        entry(tiff, 277, 1, 4);
        entry(tiff, 278, 1, SIDE);
        tiff.putShort((short) 279).putShort((short) 4).putInt(1).putInt(SIDE * SIDE * 4);
        if (extraSamples != NO_EXTRA_SAMPLES) {
            entry(tiff, 338, 1, extraSamples);
        }
        tiff.putInt(0);
        for (int i = 0; i < 4; i++) {
            tiff.putShort((short) 8);
        }
        for (int i = 0; i < SIDE * SIDE; i++) {
            tiff.put((byte) (ORANGE >> 16)).put((byte) (ORANGE >> 8)).put((byte) ORANGE);
            tiff.put((byte) 0);
        }
        return tiff.array();
    }

    private static void entry(ByteBuffer tiff, int tag, int count, int value) {
        tiff.putShort((short) tag).putShort((short) 3).putInt(count).putInt(value);
    }

    /// Pixels that the runs skip are of the first colour, and none is left of what was there before.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void run_lengths_of_a_bmp_may_skip_pixels(boolean endsEarly) throws IOException {
        BufferedImage image = shown(bmp(endsEarly), 40, 20);
        for (int y = 0; y < 20; y++) {
            boolean skipped = endsEarly ? y < 10 : y >= 5 && y < 15;
            for (int x = 0; x < 40; x++) {
                assertThat(image.getRGB(x, y)).as(x + "," + y).isEqualTo(skipped ? 0xFF_00_00_00 : ORANGE);
            }
        }
    }

    /// 40x20 from the bottom up, ten of the rows written: the lower ones, or five at the bottom and five at the top.
    private static byte[] bmp(boolean endsEarly) {
        ByteArrayOutputStream runs = new ByteArrayOutputStream();
        for (int row = 0; row < 10; row++) {
            if (row == 5 && !endsEarly) {
                runs.writeBytes(new byte[] {0, 2, 0, 10}); // ten rows further, on the same column
            }
            runs.writeBytes(new byte[] {40, 1, 0, 0});
        }
        runs.writeBytes(new byte[] {0, 1});
        int pixels = 14 + 40 + 2 * 4;
        return ByteBuffer.allocate(pixels + runs.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("BM".getBytes(ISO_8859_1))
                .putInt(pixels + runs.size())
                .putInt(0)
                .putInt(pixels)
                .putInt(40)
                .putInt(40)
                .putInt(20)
                .putShort((short) 1)
                .putShort((short) 8)
                .putInt(1)
                .putInt(runs.size())
                .putInt(0)
                .putInt(0)
                .putInt(2)
                .putInt(0)
                .putInt(0)
                .putInt(ORANGE & 0xFFFFFF)
                .put(runs.toByteArray())
                .array();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void one_grey_of_a_png_may_be_transparent(int depth) throws IOException {
        BufferedImage image = shown(png(depth), SIDE, SIDE);
        assertThat(image.getRGB(2, 2) >>> 24)
                .as("black, which stands for nothing")
                .isZero();
        assertThat(image.getRGB(SIDE - 3, 2)).isEqualTo(0xFF_FF_FF_FF);
    }

    /// Its left half black, its right half white.
    private static byte[] png(int depth) throws IOException {
        int bytes = SIDE * depth / 8;
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(rows)) {
            for (int y = 0; y < SIDE; y++) {
                deflated.write(0);
                for (int i = 0; i < bytes; i++) {
                    deflated.write(2 * i < bytes ? 0 : 0xFF);
                }
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
        png.writeBytes(Pictures.chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(SIDE)
                        .putInt(SIDE)
                        .put((byte) depth)
                        .array()));
        png.writeBytes(Pictures.chunk("tRNS", new byte[] {0, 0}));
        png.writeBytes(Pictures.chunk("IDAT", rows.toByteArray()));
        png.writeBytes(Pictures.chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    /// The coefficients of 3000x2000 pixels take 18 MB, the whole picture some 70 MB more.
    @Test
    void without_native_code_a_progressive_jpeg_is_decoded_in_a_fraction_of_its_size_too() throws IOException {
        byte[] jpeg = Pictures.jpeg(Pictures.quarters(3000, 2000), true);
        RenderOutcome.Rendered rendered = rendered(PURE, 30L << 20, jpeg, "t 300x300 inside jpeg 90");
        assertThat(rendered.degraded()).isEmpty();
        Path expected = Pictures.write(Pictures.quarters(300, 200), "png", directory.resolve("expected.png"));
        assertThat(Likeness.between(rendered.variants().getFirst().file(), expected)
                        .ssim())
                .isGreaterThan(0.98);
    }
}
