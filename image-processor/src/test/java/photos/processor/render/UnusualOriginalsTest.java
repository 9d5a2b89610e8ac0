package photos.processor.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import photos.image.Orientation;
import photos.ledger.Reason;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;

/// Sound files of kinds that decoders get wrong, or tell wrongly.
class UnusualOriginalsTest {
    private static final int SIDE = 16;
    private static final int ORANGE = 0xFF_E0_80_20;

    @TempDir
    private Path directory = Path.of("");

    private RenderOutcome.Rendered rendered(Codecs codecs, long budget, byte[] original, String presets)
            throws IOException {
        Path file = Files.write(directory.resolve("original"), original);
        RenderOutcome outcome = new ThumbnailatorRenderer(GateLimits.withBudget(budget), codecs)
                .render(new RenderTask(file, Orientation.UPRIGHT, Presets.parse(presets), directory), Memory.UNSHARED);
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

    /// TIFF 6.0, ExtraSamples: 0 is "unspecified data", such as a selection that was saved with the picture; 1
    /// and 2 are alpha by which the colours were multiplied, and by which not.
    @ParameterizedTest
    @CsvSource({
        "'', 255, E08020",
        "0, 255, E08020",
        "2, 128, E08020",
        "2 0, 128, E08020",
        "0 2, 64, E08020",
        "0 0, 255, E08020",
        "1, 255, E08020",
        "1 2, 255, E08020",
        "2 1, 128, E08020"
    })
    void a_further_channel_of_a_tiff_is_alpha_only_if_it_says_so(String extra, int alpha, String colour)
            throws IOException {
        List<Integer> kinds = extra.isEmpty()
                ? List.of()
                : Stream.of(extra.split(" ", -1)).map(Integer::valueOf).toList();
        boolean premultiplied = kinds.indexOf(1) == 0;
        int first = premultiplied ? 255 : 128;
        int shown = shown(tiff(kinds, first, 64), SIDE, SIDE).getRGB(3, 3);
        assertThat(shown >>> 24).isEqualTo(alpha);
        for (int shift = 0; shift < 24; shift += 8) {
            assertThat(shown >> shift & 0xFF)
                    .isCloseTo(Integer.parseInt(colour, 16) >> shift & 0xFF, within(alpha == 255 ? 0 : 4));
        }
    }

    /// Of four samples, or five where two further ones are described.
    private static byte[] tiff(List<Integer> extraSamples, int... further) {
        int samples = 3 + Math.max(1, extraSamples.size());
        int entries = extraSamples.isEmpty() ? 9 : 10;
        int bits = 8 + 2 + entries * 12 + 4;
        int pixels = bits + 2 * samples;
        ByteBuffer tiff = ByteBuffer.allocate(pixels + SIDE * SIDE * samples).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) entries);
        entry(tiff, 256, 1, SIDE);
        entry(tiff, 257, 1, SIDE);
        entry(tiff, 258, samples, bits);
        entry(tiff, 259, 1, 1);
        entry(tiff, 262, 1, 2);
        tiff.putShort((short) 273).putShort((short) 4).putInt(1).putInt(pixels);
        entry(tiff, 277, 1, samples);
        entry(tiff, 278, 1, SIDE);
        tiff.putShort((short) 279).putShort((short) 4).putInt(1).putInt(SIDE * SIDE * samples);
        if (!extraSamples.isEmpty()) {
            entry(tiff, 338, extraSamples.size(), extraSamples.getFirst() | extraSamples.getLast() << 16);
        }
        tiff.putInt(0);
        for (int i = 0; i < samples; i++) {
            tiff.putShort((short) 8);
        }
        for (int i = 0; i < SIDE * SIDE; i++) {
            tiff.put((byte) (ORANGE >> 16)).put((byte) (ORANGE >> 8)).put((byte) ORANGE);
            for (int k = 3; k < samples; k++) {
                tiff.put((byte) further[k - 3]);
            }
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
        return bmp(1, runs.toByteArray(), runs.size(), 0);
    }

    private static byte[] bmp(int compression, byte[] runs, int statedRuns, int tooMuch) {
        int pixels = 14 + 40 + 2 * 4;
        return ByteBuffer.allocate(pixels + runs.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("BM".getBytes(ISO_8859_1))
                .putInt(pixels + runs.length + tooMuch)
                .putInt(0)
                .putInt(pixels)
                .putInt(40)
                .putInt(40)
                .putInt(20)
                .putShort((short) 1)
                .putShort((short) (compression == 1 ? 8 : 4))
                .putInt(compression)
                .putInt(statedRuns)
                .putInt(0)
                .putInt(0)
                .putInt(2)
                .putInt(0)
                .putInt(0)
                .putInt(ORANGE & 0xFFFFFF)
                .put(runs)
                .array();
    }

    /// Twenty rows of forty pixels of the second colour, 82 bytes.
    private static byte[] rows(int compression, boolean lastRowEnds) {
        ByteArrayOutputStream runs = new ByteArrayOutputStream();
        for (int row = 0; row < 20; row++) {
            runs.writeBytes(new byte[] {40, (byte) (compression == 1 ? 1 : 0x11)});
            if (row < 19 || lastRowEnds) {
                runs.writeBytes(new byte[] {0, 0});
            }
        }
        runs.writeBytes(new byte[] {0, 1});
        return runs.toByteArray();
    }

    /// Writers put anything into the fields of sizes, and leave out ends.
    @ParameterizedTest
    @CsvSource({
        "1, 82, 0, true, 0", "1, 0, 0, true, 0", "1, 500, 0, true, 0", "1, 40, 0, true, 0", "1, 82, 1000, true, 0",
        "1, 82, -100, true, 0", "1, 82, 0, true, 2", "1, 82, 0, true, 4", "1, 80, 0, false, 0", "1, 80, 0, false, 2",
        "2, 82, 0, true, 0", "2, 0, 0, true, 0", "2, 82, 0, false, 2"
    })
    void a_bmp_with_all_of_its_runs_is_whole(
            int compression, int statedRuns, int tooMuch, boolean lastRowEnds, int missing) throws IOException {
        byte[] runs = rows(compression, lastRowEnds);
        byte[] whole = bmp(compression, Arrays.copyOf(runs, runs.length - missing), statedRuns, tooMuch);
        BufferedImage image = shown(whole, 40, 20);
        for (int y = 0; y < 20; y++) {
            assertThat(image.getRGB(5, y)).as("row " + y).isEqualTo(ORANGE);
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 16", "21, 15", "40, 11"})
    void a_bmp_without_some_of_its_runs_shows_the_others(int missing, int rows) throws IOException {
        byte[] runs = rows(1, true);
        byte[] cut = bmp(1, Arrays.copyOf(runs, runs.length - missing), runs.length, missing);
        RenderOutcome.Rendered rendered = rendered(Codecs.ofThisMachine(), 1L << 28, cut, "t 40x20 inside png 90");
        assertThat(rendered.degraded().orElseThrow().reason()).isEqualTo(Reason.TRUNCATED);
        BufferedImage image = Optional.ofNullable(
                        ImageIO.read(rendered.variants().getFirst().file().toFile()))
                .orElseThrow();
        assertThat(image.getHeight()).isEqualTo(rows);
        for (int y = 0; y < rows; y++) {
            assertThat(image.getRGB(5, y)).as("row " + y).isEqualTo(ORANGE);
        }
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
    void pure_java_decodes_a_progressive_jpeg_in_a_fraction_of_its_size() throws IOException {
        byte[] jpeg = Pictures.jpeg(Pictures.quarters(3000, 2000), true);
        RenderOutcome.Rendered rendered = rendered(PureJava.CODECS, 30L << 20, jpeg, "t 300x300 inside jpeg 90");
        assertThat(rendered.degraded()).isEmpty();
        Path expected = Pictures.write(Pictures.quarters(300, 200), "png", directory.resolve("expected.png"));
        assertThat(Likeness.between(rendered.variants().getFirst().file(), expected)
                        .ssim())
                .isGreaterThan(0.98);
    }
}
