package photos.processor.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static photos.processor.heif.HeifFiles.at;
import static photos.processor.heif.HeifFiles.resource;
import static photos.processor.heif.HeifFiles.with;
import static photos.processor.heif.HeifFiles.with32;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import photos.image.Orientation;
import photos.ledger.Reason;
import photos.processor.gate.GateLimits;
import photos.processor.heif.Libheif;
import photos.processor.nativelib.Search;
import photos.processor.preset.Presets;
import photos.processor.turbo.TurboJpeg;
import photos.processor.worker.FormatRouter;
import photos.processor.worker.WorkerRenderer;

/// HEIC and AVIF as the image processor renders them: in a worker process, by libheif where this machine has it.
class HeifTest {
    private static final GateLimits LIMITS = GateLimits.withBudget(1L << 28);
    private static final Presets PRESETS = Presets.parse("whole 4000x4000 inside png 100");
    private static final String COLOURS = "rgby";

    /// Of ITU-T H.273, tables 2 and 3.
    private static final int BT709 = 1;
    private static final int OLD_TELEVISION = 6;
    private static final int LINEAR = 8;
    private static final int BT2020 = 9;
    private static final int DISPLAY_P3 = 12;
    private static final int SRGB_CURVE = 13;
    private static final int PQ = 16;
    private static final int HLG = 18;

    /// Between the primaries' light, all with the white D65.
    private static final double[][] P3_TO_SRGB = {{1.2249, -0.2247, 0}, {-0.0420, 1.0419, 0}, {-0.0197, -0.0786, 1.0979}
    };
    private static final double[][] BT2020_TO_SRGB = {
        {1.6605, -0.5876, -0.0728}, {-0.1246, 1.1329, -0.0083}, {-0.0182, -0.1006, 1.1187}
    };

    @TempDir
    private Path directory;

    private static Renderer worker() {
        Search<Libheif> heif = Libheif.find();
        assumeTrue(heif instanceof Search.Found, heif::sentence);
        return WorkerRenderer.withHeif(LIMITS, 128);
    }

    /// For files of our own making, which harm nobody.
    private static Renderer here() {
        Search<Libheif> heif = Libheif.find();
        assumeTrue(heif instanceof Search.Found, heif::sentence);
        return new ThumbnailatorRenderer(LIMITS, new Codecs(TurboJpeg.find(), heif));
    }

    private RenderOutcome render(Renderer renderer, byte[] original) throws IOException {
        Path file = Files.write(directory.resolve("original"), original);
        return renderer.render(
                new RenderTask(file, Orientation.UPRIGHT, PRESETS, Files.createDirectories(directory.resolve("out"))),
                Memory.UNSHARED);
    }

    private BufferedImage rendered(byte[] original) throws IOException {
        RenderOutcome outcome = render(here(), original);
        assertThat(outcome).isInstanceOf(RenderOutcome.Rendered.class);
        RenderOutcome.Rendered rendered = (RenderOutcome.Rendered) outcome;
        assertThat(rendered.degraded()).isEmpty();
        return ImageIO.read(rendered.variants().getFirst().file().toFile());
    }

    /// The colours near the four corners by rows, each the nearest of red, green, blue and yellow.
    private static String corners(BufferedImage image) {
        int right = image.getWidth() - 6;
        int bottom = image.getHeight() - 6;
        return colour(image, 5, 5) + colour(image, right, 5) + colour(image, 5, bottom) + colour(image, right, bottom);
    }

    private static String colour(BufferedImage image, int x, int y) {
        Color pixel = new Color(image.getRGB(x, y));
        boolean red = pixel.getRed() > 128;
        boolean green = pixel.getGreen() > 128;
        return red && green ? "y" : red ? "r" : green ? "g" : pixel.getBlue() > 128 ? "b" : "?";
    }

    @ParameterizedTest
    @CsvSource({"0,rgby", "1,gyrb", "2,ybgr", "3,bryg"})
    void a_picture_is_turned_once_as_its_container_says(int quartersLeft, String corners) throws IOException {
        for (String name : new String[] {"turned.heic", "turned.avif"}) {
            BufferedImage image = rendered(with(resource(name), "irot", 0, quartersLeft));
            assertThat(image.getWidth()).as(name).isEqualTo(quartersLeft % 2 == 0 ? 96 : 64);
            assertThat(image.getHeight()).as(name).isEqualTo(quartersLeft % 2 == 0 ? 64 : 96);
            assertThat(corners(image)).as(name).isEqualTo(corners);
        }
    }

    /// After it was turned: 0 swaps top and bottom, 1 left and right.
    @ParameterizedTest
    @CsvSource({"0,0,byrg", "0,1,gryb", "1,0,rbgy", "1,1,ygbr", "2,0,gryb", "2,1,byrg", "3,0,ygbr", "3,1,rbgy"})
    void a_picture_is_mirrored_once_as_its_container_says(int quartersLeft, int axis, String corners)
            throws IOException {
        for (String name : new String[] {"turned-mirrored.heic", "turned-mirrored.avif"}) {
            byte[] original = with(with(resource(name), "irot", 0, quartersLeft), "imir", 0, axis);
            assertThat(corners(rendered(original))).as(name).isEqualTo(corners);
        }
    }

    @Test
    void a_picture_is_cropped_before_it_is_turned() throws IOException {
        BufferedImage image = rendered(resource("cropped-turned.heic"));
        assertThat(image.getWidth()).isEqualTo(40);
        assertThat(image.getHeight()).isEqualTo(60);
        assertThat(corners(image)).isEqualTo("gyrb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"odd.heic", "odd.avif"})
    void an_odd_size_is_kept(String name) throws IOException {
        BufferedImage image = rendered(resource(name));
        assertThat(image.getWidth()).isEqualTo(97);
        assertThat(image.getHeight()).isEqualTo(63);
        assertThat(corners(image)).isEqualTo(COLOURS);
    }

    @Test
    void deep_samples_are_brought_to_eight_bits() throws IOException {
        assertThat(corners(rendered(resource("ten-bits.heic")))).isEqualTo(COLOURS);
    }

    @Test
    void a_picture_without_colours_stays_as_bright_as_it_is() throws IOException {
        BufferedImage image = rendered(resource("grey.heic"));
        for (int y = 2; y < 62; y++) {
            Color pixel = new Color(image.getRGB(48, y));
            assertThat(pixel.getRed()).isBetween(y * 255 / 63 - 4, y * 255 / 63 + 4);
            assertThat(pixel.getBlue()).isEqualTo(pixel.getRed());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transparent.heic", "transparent.avif"})
    void what_is_transparent_stays_so(String name) throws IOException {
        BufferedImage image = rendered(resource(name));
        assertThat(image.getRGB(10, 10) >>> 24).isEqualTo(255);
        assertThat(image.getRGB(80, 10) >>> 24).isBetween(120, 136);
        assertThat(colour(image, 80, 10)).isEqualTo("g");
        assertThat(image.getRGB(80, 55) >>> 24).isLessThan(8);
    }

    /// The four quarters as if their numbers were of other colours: once by the renderer, once by the formulas of the
    /// standards.
    @Test
    void colours_that_the_container_names_by_numbers_become_srgb() throws IOException {
        byte[] original = resource("muted.avif");
        BufferedImage plain = rendered(original);
        assertThat(quarters(rendered(named(original, BT709, SRGB_CURVE)))).isEqualTo(quarters(plain));
        assertThat(quarters(rendered(named(original, OLD_TELEVISION, BT709)))).isEqualTo(quarters(plain));
        for (int curve : new int[] {BT709, SRGB_CURVE}) {
            near(rendered(named(original, DISPLAY_P3, curve)), plain, P3_TO_SRGB, HeifTest::light);
            near(rendered(named(original, BT2020, curve)), plain, BT2020_TO_SRGB, HeifTest::light);
        }
        near(rendered(named(original, DISPLAY_P3, LINEAR)), plain, P3_TO_SRGB, signal -> signal);
    }

    /// White is at a signal of 58 % in PQ and 75 % in HLG (ITU-R BT.2408, table 1): the grey quarter's 150 is a little
    /// brighter than the first and darker than the second.
    @Test
    void white_of_a_wide_dynamic_range_is_white() throws IOException {
        byte[] original = resource("muted.avif");
        BufferedImage pq = rendered(named(original, BT2020, PQ));
        assertThat(new Color(pq.getRGB(70, 50))).isEqualTo(Color.WHITE);
        int hlg = new Color(rendered(named(original, BT2020, HLG)).getRGB(70, 50)).getRed();
        assertThat(hlg).isBetween(170, 190);
    }

    private static byte[] named(byte[] original, int primaries, int transfer) {
        return with(with(original, "nclx", 1, primaries), "nclx", 3, transfer);
    }

    private static List<Color> quarters(BufferedImage image) {
        return Stream.of(24, 72)
                .flatMap(x -> Stream.of(16, 48).map(y -> new Color(image.getRGB(x, y))))
                .toList();
    }

    private static void near(BufferedImage actual, BufferedImage plain, double[][] matrix, DoubleUnaryOperator light) {
        for (int i = 0; i < 4; i++) {
            double[] source = lights(quarters(plain).get(i), light);
            double[] wanted = lights(quarters(actual).get(i), HeifTest::light);
            for (int channel = 0; channel < 3; channel++) {
                double sum = 0;
                for (int from = 0; from < 3; from++) {
                    sum += matrix[channel][from] * source[from];
                }
                assertThat(signal(wanted[channel])).isCloseTo(signal(Math.clamp(sum, 0, 1)), within(1.6));
            }
        }
    }

    private static double[] lights(Color colour, DoubleUnaryOperator light) {
        return IntStream.of(colour.getRed(), colour.getGreen(), colour.getBlue())
                .mapToDouble(sample -> light.applyAsDouble(sample / 255.0))
                .toArray();
    }

    /// IEC 61966-2-1.
    private static double light(double signal) {
        return signal <= 0.04045 ? signal / 12.92 : Math.pow((signal + 0.055) / 1.055, 2.4);
    }

    private static double signal(double light) {
        return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055);
    }

    @ParameterizedTest
    @ValueSource(strings = {"turned.heic", "turned.avif"})
    void while_heic_is_switched_off_the_answer_says_how_to_switch_it_on(String name) throws IOException {
        assertThat(render(new ThumbnailatorRenderer(LIMITS), resource(name)))
                .isInstanceOfSatisfying(RenderOutcome.Unrenderable.class, refused -> {
                    assertThat(refused.failure().reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT);
                    assertThat(refused.failure().message()).contains("PHOTOS_HEIF=on");
                });
    }

    @Test
    void while_heic_is_switched_off_a_costly_picture_asks_for_no_memory() throws IOException {
        byte[] large = with32(with32(resource("turned.heic"), "ispe", 4, 12_000), "ispe", 8, 12_000);
        Path file = Files.write(directory.resolve("original"), large);
        Memory none = bytes -> {
            throw new AssertionError("asked for " + bytes);
        };
        Renderer here = new ThumbnailatorRenderer(LIMITS);
        assertThat(here.render(new RenderTask(file, Orientation.UPRIGHT, PRESETS, directory), none)
                        .toString())
                .contains("UNSUPPORTED_FORMAT", "PHOTOS_HEIF=on");
    }

    @Test
    void a_worker_without_the_switch_refuses_heic() throws IOException {
        assertThat(render(new WorkerRenderer(LIMITS, 128), resource("turned.heic"))
                        .toString())
                .contains("UNSUPPORTED_FORMAT", "PHOTOS_HEIF=on");
    }

    @Test
    void a_picture_cut_off_is_truncated_and_one_overwritten_is_damaged() throws IOException {
        byte[] whole = resource("turned.heic");
        byte[] cut = Arrays.copyOf(whole, whole.length - 40);
        assertThat(render(worker(), cut).toString()).contains("TRUNCATED");
        byte[] overwritten = whole.clone();
        for (int i = at(whole, "mdat"); i < whole.length; i++) {
            overwritten[i] = (byte) 0xA5;
        }
        assertThat(render(worker(), overwritten).toString()).contains("CORRUPT");
    }

    @Test
    void a_picture_that_the_decoder_warns_of_more_than_once_is_shown_as_damaged() throws IOException {
        assertThat(render(worker(), resource("several-warnings.heic")))
                .isInstanceOfSatisfying(
                        RenderOutcome.Rendered.class,
                        rendered -> assertThat(rendered.degraded().orElseThrow().reason())
                                .isEqualTo(Reason.CORRUPT));
    }

    @Test
    void coded_data_larger_than_the_header_says_is_no_picture() throws IOException {
        byte[] original = resource("turned.avif");
        assertThat(render(worker(), with32(original, "ispe", 4, 32)).toString()).contains("CORRUPT");
    }

    @Test
    void a_worker_renders_what_the_switch_is_for_and_nothing_else_is_sent_to_it() throws IOException {
        Renderer nowhere = (_, _) -> {
            throw new AssertionError("not to be rendered here");
        };
        RenderOutcome expected = render(here(), resource("turned.heic"));
        assertThat(render(new FormatRouter(nowhere, worker()), resource("turned.heic")))
                .isEqualTo(expected);
        Path png = Pictures.write(Pictures.quarters(96, 64), "png", directory.resolve("png"));
        assertThat(render(new FormatRouter(here(), nowhere), Files.readAllBytes(png)))
                .isInstanceOf(RenderOutcome.Rendered.class);
    }
}
