package photos.processor.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.image.Orientation;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Preset;
import photos.processor.preset.Presets;

class ThumbnailatorRendererTest {
    private static final GateLimits LIMITS = GateLimits.withBudget(1L << 28);

    private final Renderer renderer = new ThumbnailatorRenderer(LIMITS);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void every_orientation_comes_out_upright_and_a_crop_is_centred_afterwards(Orientation orientation)
            throws IOException {
        Path original = Pictures.write(stored(Pictures.quarters(300, 200), orientation), "png", file("original"));
        List<RenderedVariant> variants =
                rendered(original, orientation, "whole 90x60 inside png 80; middle 40x60 cover png 80");
        BufferedImage whole = read(variants.getFirst());
        assertThat(new Dimensions(whole.getWidth(), whole.getHeight())).isEqualTo(new Dimensions(90, 60));
        hasQuarters(whole);
        BufferedImage middle = read(variants.getLast());
        assertThat(new Dimensions(middle.getWidth(), middle.getHeight())).isEqualTo(new Dimensions(40, 60));
        hasQuarters(middle);
    }

    @ParameterizedTest
    @CsvSource({
        "jpeg,1,1",
        "png,1,1",
        "jpeg,1,3000",
        "png,3000,1",
        "jpeg,3,2",
        "png,3,2",
        "bmp,7,5",
        "gif,5,7",
        "tiff,9,3"
    })
    void odd_sizes_keep_their_size_or_shrink_and_never_grow(String format, int width, int height) throws IOException {
        Path original = Pictures.write(Pictures.quarters(width, height), format, file("original"));
        for (RenderedVariant variant : rendered(original, Orientation.TURNED_LEFT, Presets.DEFAULTS.definitions())) {
            BufferedImage image = read(variant);
            assertThat(new Dimensions(image.getWidth(), image.getHeight())).isEqualTo(variant.dimensions());
            assertThat(variant.dimensions().width()).isLessThanOrEqualTo(height);
            assertThat(variant.dimensions().height()).isLessThanOrEqualTo(width);
        }
    }

    @Test
    void presets_that_come_out_alike_share_one_variant_named_after_the_first() throws IOException {
        Path original = Pictures.write(Pictures.quarters(700, 500), "png", file("original"));
        List<RenderedVariant> variants = rendered(original, Orientation.UPRIGHT, Presets.DEFAULTS.definitions());
        assertThat(variants.stream().map(RenderedVariant::presets).map(ThumbnailatorRendererTest::names))
                .containsExactly("thumb", "small", "medium large");
        assertThat(variants.getLast().dimensions()).isEqualTo(new Dimensions(700, 500));
        assertThat(variants.getLast().file()).hasFileName("medium.jpg");
        try (var files = Files.list(directory.resolve("out"))) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void what_is_transparent_becomes_png_and_its_hidden_colour_never_shows() throws IOException {
        BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 400; x++) {
                // Invisible black everywhere but in a white disc.
                image.setRGB(x, y, Math.hypot(x - 199.5, y - 199.5) < 150 ? 0xFFFFFFFF : 0);
            }
        }
        RenderedVariant variant = rendered(
                        Pictures.write(image, "png", file("original")), Orientation.UPRIGHT, "t 50x50 inside jpeg 80")
                .getFirst();
        assertThat(variant.format()).isEqualTo(ImageFormat.PNG);
        assertThat(variant.file()).hasFileName("t.png");
        BufferedImage thumbnail = read(variant);
        assertThat(thumbnail.getRGB(0, 0) >>> 24).isZero();
        assertThat(thumbnail.getRGB(25, 25)).isEqualTo(0xFFFFFFFF);
        for (int x = 0; x < 50; x++) {
            int pixel = thumbnail.getRGB(x, 25);
            // Half transparent at the edge, but white.
            assertThat((pixel >>> 24) < 16 ? 255 : pixel & 0xFF).isCloseTo(255, within(12));
        }
    }

    @Test
    void an_alpha_channel_that_hides_nothing_stays_jpeg() throws IOException {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 1600; i++) {
            image.setRGB(i % 40, i / 40, 0xFF204060);
        }
        Path original = Pictures.write(image, "png", file("original"));
        assertThat(rendered(original, Orientation.UPRIGHT, "t 50x50 inside jpeg 80")
                        .getFirst()
                        .format())
                .isEqualTo(ImageFormat.JPEG);
    }

    @ParameterizedTest
    @CsvSource({"0,8", "0,16", "2,8", "2,16"})
    void a_colour_that_stands_for_transparency_is_transparent(int type, int depth) throws IOException {
        byte[] black = new byte[type == 0 ? 2 : 6];
        int row = 1 + 8 * (type == 0 ? 1 : 3) * depth / 8;
        byte[] png = Pictures.png(8, 8, depth, type, Pictures.chunk("tRNS", black), 8L * row);
        RenderedVariant variant = rendered(
                        Pictures.file(directory, "original", png), Orientation.UPRIGHT, "t 8x8 inside jpeg 80")
                .getFirst();
        assertThat(variant.format()).isEqualTo(ImageFormat.PNG);
        assertThat(read(variant).getRGB(3, 3) >>> 24).isZero();
    }

    @Test
    void nothing_but_pixels_is_written() throws IOException {
        byte[] jpeg = Pictures.jpeg(Pictures.quarters(640, 480), false);
        jpeg = Pictures.withSegment(jpeg, 0xE1, "Exif\0\0II*\0\u0008\0\0\0\0\0secret place");
        jpeg = Pictures.withSegment(jpeg, 0xFE, "secret comment");
        Path original = Pictures.file(directory, "original", jpeg);
        for (RenderedVariant variant :
                rendered(original, Orientation.UPRIGHT, "a 320x320 inside jpeg 82; b 100x100 cover png 1")) {
            byte[] bytes = Files.readAllBytes(variant.file());
            if (variant.format() == ImageFormat.JPEG) {
                // JFIF, tables, frame header: 4:2:0.
                assertThat(markers(bytes)).isSubsetOf(0xE0, 0xDB, 0xC0, 0xC4, 0xDA);
                assertThat(bytes[Pictures.find(bytes, 0xC0) + 11]).isEqualTo((byte) 0x22);
            } else {
                assertThat(chunks(bytes)).isSubsetOf("IHDR", "IDAT", "IEND");
            }
        }
    }

    @Test
    void a_truncated_picture_shows_what_is_there_and_says_so() throws IOException {
        for (String format : List.of("png", "jpeg", "bmp", "tiff", "gif")) {
            byte[] whole = Files.readAllBytes(Pictures.write(Pictures.noise(300), format, file("whole." + format)));
            Path original = Pictures.file(directory, "cut." + format, Arrays.copyOf(whole, whole.length / 2));
            RenderOutcome outcome = render(original, Orientation.UPRIGHT, "t 100x100 inside jpeg 80");
            if (outcome instanceof RenderOutcome.Rendered(var variants, Optional<Rendering.Failure> degraded, var _)) {
                assertThat(degraded).as(format).map(Rendering.Failure::reason).contains(Reason.TRUNCATED);
                assertThat(variants).hasSize(1);
            } else {
                // The JDK writes a TIFF's directory behind its pixels, where it is lost.
                assertThat(format).as(outcome.toString()).isEqualTo("tiff");
                assertThat(outcome).asString().contains("TRUNCATED");
            }
        }
    }

    @Test
    void a_file_that_ends_before_its_first_pixel_is_refused_as_truncated() throws IOException {
        byte[] jpeg = Pictures.jpeg(Pictures.noise(64), false);
        int scan = Pictures.find(jpeg, 0xDA);
        for (int length : new int[] {3, 30, scan, scan + 5}) {
            Path original = Pictures.file(directory, "original", Arrays.copyOf(jpeg, length));
            assertThat(render(original, Orientation.UPRIGHT, "t 9x9 inside jpeg 80"))
                    .asString()
                    .contains("Unrenderable", "TRUNCATED");
        }
    }

    @Test
    void a_broken_colour_profile_does_not_cost_the_picture() throws IOException {
        byte[] jpeg = Pictures.withSegment(
                Pictures.jpeg(Pictures.quarters(64, 64), false),
                0xE2,
                "ICC_PROFILE\0\u0001\u0001" + "nonsense".repeat(40));
        Path original = Pictures.file(directory, "original", jpeg);
        hasQuarters(read(
                rendered(original, Orientation.UPRIGHT, "t 32x32 inside png 80").getFirst()));
    }

    @Test
    void what_takes_too_long_is_given_up_within_its_decoder() throws IOException {
        Renderer hasty = new ThumbnailatorRenderer(LIMITS.within(Duration.ofMillis(1)));
        for (String format : List.of("png", "jpeg")) {
            Path original = Pictures.write(Pictures.noise(1500), format, file("original"));
            RenderOutcome outcome = hasty.render(
                    new RenderTask(
                            original, Orientation.UPRIGHT, Presets.DEFAULTS, Files.createTempDirectory(directory, "o")),
                    Memory.UNSHARED);
            assertThat(outcome).asString().contains("TOO_SLOW", "1 ms");
        }
    }

    private List<RenderedVariant> rendered(Path original, Orientation orientation, String presets) throws IOException {
        RenderOutcome outcome = render(original, orientation, presets);
        if (outcome instanceof RenderOutcome.Rendered(var variants, var degraded, var _)) {
            assertThat(degraded).isEmpty();
            return variants;
        }
        throw new AssertionError(outcome.toString());
    }

    private RenderOutcome render(Path original, Orientation orientation, String presets) throws IOException {
        Path out = Files.createDirectories(directory.resolve("out"));
        return renderer.render(new RenderTask(original, orientation, Presets.parse(presets), out), Memory.UNSHARED);
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private static BufferedImage read(RenderedVariant variant) throws IOException {
        return ImageIO.read(variant.file().toFile());
    }

    private static String names(List<Preset> presets) {
        return String.join(" ", presets.stream().map(Preset::name).toList());
    }

    private static void hasQuarters(BufferedImage image) {
        BufferedImage expected = Pictures.quarters(image.getWidth(), image.getHeight());
        for (int y : List.of(image.getHeight() / 4, image.getHeight() * 3 / 4)) {
            for (int x : List.of(image.getWidth() / 4, image.getWidth() * 3 / 4)) {
                for (int shift = 0; shift < 24; shift += 8) {
                    assertThat(image.getRGB(x, y) >> shift & 0xFF)
                            .as("at %d,%d", x, y)
                            .isCloseTo(expected.getRGB(x, y) >> shift & 0xFF, within(8));
                }
            }
        }
    }

    /// What a camera stores that was held so, by EXIF's own words: where the stored picture's first row and column are
    /// on the upright one.
    private static BufferedImage stored(BufferedImage upright, Orientation orientation) {
        int width = upright.getWidth();
        int height = upright.getHeight();
        int value = orientation.exifValue();
        boolean swapped = value >= 5;
        BufferedImage stored =
                new BufferedImage(swapped ? height : width, swapped ? width : height, BufferedImage.TYPE_INT_RGB);
        // Row 0 is the bottom, or (swapped) the right side; column 0 the right side, or (swapped) the bottom.
        boolean rowFromEnd = value == 3 || value == 4 || value == 6 || value == 7;
        boolean columnFromEnd = value == 2 || value == 3 || value == 7 || value == 8;
        for (int row = 0; row < stored.getHeight(); row++) {
            for (int column = 0; column < stored.getWidth(); column++) {
                int fromRow = rowFromEnd ? stored.getHeight() - 1 - row : row;
                int fromColumn = columnFromEnd ? stored.getWidth() - 1 - column : column;
                stored.setRGB(
                        column,
                        row,
                        swapped ? upright.getRGB(fromRow, fromColumn) : upright.getRGB(fromColumn, fromRow));
            }
        }
        return stored;
    }

    private static Set<Integer> markers(byte[] jpeg) {
        Set<Integer> markers = new TreeSet<>();
        int at = 2;
        int marker;
        do {
            marker = jpeg[at + 1] & 0xFF;
            markers.add(marker);
            at += 2 + ByteBuffer.wrap(jpeg).getChar(at + 2);
        } while (marker != 0xDA);
        return markers;
    }

    private static List<String> chunks(byte[] png) {
        List<String> chunks = new ArrayList<>();
        for (int at = 8; at < png.length; at += 12 + ByteBuffer.wrap(png).getInt(at)) {
            chunks.add(new String(png, at + 4, 4, ISO_8859_1));
        }
        return chunks;
    }
}
