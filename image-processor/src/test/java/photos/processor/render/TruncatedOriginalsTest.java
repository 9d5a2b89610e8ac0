package photos.processor.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import photos.image.Orientation;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;

/// Real photos whose end is missing, in every format.
class TruncatedOriginalsTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final int[] PERCENTS = {5, 15, 30, 60, 95};
    private static final Presets AS_IT_IS = Presets.parse("whole 5000x5000 inside png 80");

    /// Below this, pixels are not those of the whole picture; what was decoded the same is above 60.
    private static final double SAME = 35;

    /// Mean colours come from a decoder that smooths them.
    private static final double SAME_MEANS = 28;

    /// Side of the blocks that a coarse picture consists of at most.
    private static final int BLOCK = 8;

    private static final Pattern ROWS = Pattern.compile("(\\d+) of (\\d+) rows are shown(, in less detail)?");

    private final Renderer renderer = new ThumbnailatorRenderer(GateLimits.withBudget(1L << 28));

    @TempDir
    private Path directory;

    /// What there is of the original, and the sentence about it.
    private record Shown(BufferedImage image, int rows, int of, boolean coarse) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpeg",
                "jpeg grey",
                "jpeg progressive",
                "cmyk-without-profile.jpg",
                "png",
                "png one chunk",
                "png interlaced",
                "gif",
                "gif interlaced",
                "bmp",
                "tiff",
                "tiff LZW",
                "tiff ZLib tiled",
                "tiff JPEG",
                "camera.webp"
            })
    void only_rows_that_are_there_are_shown(String kind) throws IOException {
        byte[] whole = original(kind);
        BufferedImage expected = image(rendered(whole, Orientation.UPRIGHT));
        double shownBefore = 0;
        for (int percent : PERCENTS) {
            RenderOutcome outcome = rendered(cut(whole, percent), Orientation.UPRIGHT);
            Optional<Shown> shown = shown(outcome);
            String what = kind + " " + percent + " %: " + outcome;
            if (shown.isEmpty()) {
                assertThat(outcome).as(what).asString().contains("Unrenderable", "TRUNCATED");
                assertThat(percent).as(what).isLessThan(60);
                continue;
            }
            BufferedImage image = shown.get().image;
            assertThat(image.getWidth()).isEqualTo(expected.getWidth());
            assertThat(image.getHeight()).as(what).isEqualTo(shown.get().rows);
            assertThat(expected.getHeight()).isEqualTo(shown.get().of);
            int top = kind.equals("bmp") ? expected.getHeight() - image.getHeight() : 0;
            assertSame(image, expected.getSubimage(0, top, image.getWidth(), image.getHeight()), kind, what);
            double part = (double) image.getHeight() / expected.getHeight();
            assertThat(part).as(what).isGreaterThanOrEqualTo(Math.max(0.4, shownBefore));
            shownBefore = part;
        }
        assertThat(shownBefore).as("of " + kind + " at 95 %").isGreaterThan(0.8);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_there_is_turned_upright(Orientation orientation) throws IOException {
        byte[] cut = cut(original("jpeg"), 50);
        BufferedImage stored = shown(rendered(cut, Orientation.UPRIGHT)).orElseThrow().image;
        BufferedImage packed = new BufferedImage(stored.getWidth(), stored.getHeight(), BufferedImage.TYPE_INT_RGB);
        packed.createGraphics().drawImage(stored, 0, 0, null);
        BufferedImage expected = Pixels.image(Turning.turned(Pixels.picture(packed), orientation));
        BufferedImage turned = shown(rendered(cut, orientation)).orElseThrow().image;
        assertThat(turned.getWidth()).isEqualTo(expected.getWidth());
        assertThat(turned.getHeight()).isEqualTo(expected.getHeight());
        assertThat(psnr(turned, expected, 0)).isGreaterThan(60);
    }

    @Test
    void a_thumbnail_has_the_shape_of_what_is_there() throws IOException {
        byte[] cut = cut(original("jpeg"), 50);
        Shown whole = shown(rendered(cut, Orientation.UPRIGHT)).orElseThrow();
        RenderOutcome small = render(cut, Orientation.UPRIGHT, Presets.parse("t 100x100 inside png 80"));
        BufferedImage thumbnail = image(small);
        double shape = (double) whole.image.getWidth() / whole.image.getHeight();
        assertThat(Math.abs(shape * thumbnail.getHeight() - thumbnail.getWidth()))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void a_jpeg_that_lacks_its_end_marker_only_is_shown_whole() throws IOException {
        byte[] whole = original("jpeg");
        Shown shown = shown(rendered(Arrays.copyOf(whole, whole.length - 2), Orientation.UPRIGHT))
                .orElseThrow();
        assertThat(shown.rows).isEqualTo(shown.of);
    }

    @Test
    void a_bmp_from_top_to_bottom_lacks_its_lower_rows() throws IOException {
        byte[] bmp = original("bmp");
        ByteBuffer header = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(22, -header.getInt(22));
        BufferedImage whole = image(rendered(bmp, Orientation.UPRIGHT));
        Shown shown = shown(rendered(cut(bmp, 60), Orientation.UPRIGHT)).orElseThrow();
        assertThat(shown.rows).isBetween(shown.of * 55 / 100, shown.of * 61 / 100);
        assertThat(psnr(shown.image, whole, 0)).isGreaterThan(SAME);
    }

    @Test
    void what_cannot_be_shown_in_part_is_refused_as_truncated() throws IOException {
        byte[] webp = {
            'R', 'I', 'F', 'F', 90, 0, 0, 0, 'W', 'E', 'B', 'P', 'V', 'P', '8', 'L', 78, 0, 0, 0, 0x2F, 9, 0, 1, 0, 7
        };
        byte[] bmp = Pictures.bmp(8, 8);
        // 8 bits, runs, and a file of 1,000 bytes.
        ByteBuffer.wrap(bmp)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2, 1000)
                .putShort(28, (short) 8)
                .putInt(30, 1);
        byte[] tiles = cut(original("tiff JPEG tiled"), 50);
        for (byte[] file : new byte[][] {webp, bmp, tiles}) {
            assertThat(rendered(file, Orientation.UPRIGHT)).asString().contains("Unrenderable", "TRUNCATED");
        }
    }

    @Test
    void damage_in_the_middle_is_degraded_and_corrupt() throws IOException {
        for (String kind : new String[] {"jpeg", "png"}) {
            byte[] damaged = original(kind);
            // A marker of another picture where data should be; in the PNG, no deflated data.
            Arrays.fill(damaged, damaged.length * 2 / 3, damaged.length * 2 / 3 + 64, (byte) 0xFF);
            damaged[damaged.length * 2 / 3 + 64] = (byte) 0xD4;
            RenderOutcome outcome = rendered(damaged, Orientation.UPRIGHT);
            assertThat(outcome).as(kind).isInstanceOf(RenderOutcome.Rendered.class);
            RenderOutcome.Rendered shown = (RenderOutcome.Rendered) outcome;
            assertThat(shown.variants()).hasSize(1);
            assertThat(shown.degraded()).as(kind).map(Rendering.Failure::reason).contains(Reason.CORRUPT);
            assertThat(shown.degraded().orElseThrow().message()).as(kind).containsPattern(ROWS);
        }
    }

    private static byte[] original(String kind) throws IOException {
        if (Files.exists(SAMPLES.resolve(kind))) {
            return Files.readAllBytes(SAMPLES.resolve(kind));
        }
        String[] words = kind.split(" ", -1);
        boolean grey = kind.contains("grey");
        BufferedImage photo =
                ImageIO.read(SAMPLES.resolve("camera-panasonic-lx2.jpg").toFile());
        BufferedImage small =
                new BufferedImage(403, 301, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(photo, 0, 0, 403, 301, null);
        ImageWriter writer = platforms(words[0]);
        ImageWriteParam param = writer.getDefaultWriteParam();
        if (param.canWriteProgressive()) {
            boolean passes = kind.contains("progressive") || kind.contains("interlaced");
            param.setProgressiveMode(passes ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        }
        if (words[0].equals("tiff") && words.length > 1) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(words[1]);
        }
        if (kind.contains("tiled")) {
            param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            param.setTiling(64, 64, 0, 0);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(small, null, null), param);
        } finally {
            writer.dispose();
        }
        return switch (kind.replaceAll(" (LZW|ZLib|JPEG|tiled)", "")) {
            case "tiff" -> DirectoryFirst.of(bytes.toByteArray());
            case "png one chunk" -> Pictures.inOneChunk(bytes.toByteArray());
            default -> bytes.toByteArray();
        };
    }

    /// The Java platform's own: it writes tiles.
    private static ImageWriter platforms(String format) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        ImageWriter writer = writers.next();
        while (!writer.getClass().getName().startsWith("com.sun.imageio.")) {
            writer = writers.next();
        }
        return writer;
    }

    /// A part of the file; of a JPEG, of the data behind its metadata.
    private static byte[] cut(byte[] whole, int percent) {
        int data = whole[0] == (byte) 0xFF ? Pictures.find(whole, 0xDA) : 0;
        return Arrays.copyOf(whole, data + (whole.length - data) * percent / 100);
    }

    private RenderOutcome rendered(byte[] file, Orientation orientation) throws IOException {
        return render(file, orientation, AS_IT_IS);
    }

    private RenderOutcome render(byte[] file, Orientation orientation, Presets presets) throws IOException {
        Path original = Pictures.file(directory, "original", file);
        return renderer.render(
                new RenderTask(original, orientation, presets, Files.createTempDirectory(directory, "out")),
                Memory.UNSHARED);
    }

    private static Optional<Shown> shown(RenderOutcome outcome) throws IOException {
        if (!(outcome instanceof RenderOutcome.Rendered rendered)) {
            return Optional.empty();
        }
        if (rendered.degraded().isEmpty()) {
            BufferedImage whole = image(outcome);
            return Optional.of(new Shown(whole, whole.getHeight(), whole.getHeight(), false));
        }
        Rendering.Failure failure = rendered.degraded().get();
        assertThat(failure.reason()).isEqualTo(Reason.TRUNCATED);
        Matcher rows = ROWS.matcher(failure.message());
        assertThat(rows.find()).as(failure.message()).isTrue();
        return Optional.of(new Shown(
                image(outcome),
                Integer.parseInt(rows.group(1)),
                Integer.parseInt(rows.group(2)),
                rows.group(3) != null));
    }

    private static BufferedImage image(RenderOutcome outcome) throws IOException {
        if (outcome instanceof RenderOutcome.Rendered rendered) {
            return ImageIO.read(rendered.variants().getFirst().file().toFile());
        }
        throw new AssertionError(outcome.toString());
    }

    /// Both as wholes and at their ends, where a grey tail would be. What is coarse has the same corners of its blocks,
    /// or in a JPEG the same mean colours.
    private static void assertSame(BufferedImage image, BufferedImage expected, String kind, String what) {
        boolean corners = kind.contains("interlaced");
        BufferedImage one = image;
        BufferedImage other = expected;
        if (corners || kind.contains("progressive")) {
            one = reduced(image, corners);
            other = reduced(expected, corners);
        }
        double least = kind.contains("progressive") ? SAME_MEANS : SAME;
        assertThat(psnr(one, other, 0)).as(what).isGreaterThan(least);
        int rows = Math.min(BLOCK, one.getHeight());
        int from = one.getHeight() - rows;
        BufferedImage end = one.getSubimage(0, from, one.getWidth(), rows);
        assertThat(psnr(end, other, from)).as("the end, " + what).isGreaterThan(least);
    }

    private static BufferedImage reduced(BufferedImage image, boolean corners) {
        int width = image.getWidth() / BLOCK;
        int height = image.getHeight() / BLOCK;
        BufferedImage reduced = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int side = corners ? 1 : BLOCK;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int[] sums = new int[3];
                for (int pixel : image.getRGB(x * BLOCK, y * BLOCK, side, side, null, 0, side)) {
                    for (int i = 0; i < 3; i++) {
                        sums[i] += pixel >> (8 * i) & 0xFF;
                    }
                }
                int count = side * side;
                reduced.setRGB(x, y, new Color(sums[2] / count, sums[1] / count, sums[0] / count).getRGB());
            }
        }
        return reduced;
    }

    /// Of an image and as many rows of another.
    private static double psnr(BufferedImage image, BufferedImage whole, int top) {
        double squares = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int one = image.getRGB(x, y) >> shift & 0xFF;
                    int other = whole.getRGB(x, y + top) >> shift & 0xFF;
                    squares += (one - other) * (one - other);
                }
            }
        }
        double mean = squares / (3.0 * image.getWidth() * image.getHeight());
        return mean == 0 ? 99 : 10 * Math.log10(255 * 255 / mean);
    }
}
