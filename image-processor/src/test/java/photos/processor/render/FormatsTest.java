package photos.processor.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import photos.image.ImageFormat;
import photos.image.Orientation;
import photos.processor.gate.GateLimits;
import photos.processor.nativelib.Search;
import photos.processor.preset.Preset;
import photos.processor.preset.Presets;
import photos.processor.webp.WebpLibrary;

class FormatsTest {
    private static final Path SAMPLES = Path.of("../samples");

    private final Renderer renderer = new ThumbnailatorRenderer(GateLimits.withBudget(1L << 28));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"phone-display-p3.jpg", "cmyk-with-profile.jpg", "orientation-7.jpg", "camera.webp"})
    void each_format_shows_the_same_picture(String sample) throws IOException {
        haveWebp();
        List<RenderedVariant> variants = rendered(SAMPLES.resolve(sample), "t 300x300 inside png+jpeg+webp 85");
        assertThat(variants)
                .extracting(RenderedVariant::format)
                .containsExactly(ImageFormat.PNG, ImageFormat.JPEG, ImageFormat.WEBP);
        assertThat(variants)
                .extracting(RenderedVariant::dimensions)
                .containsOnly(variants.getFirst().dimensions());
        for (RenderedVariant lossy : variants.subList(1, 3)) {
            Likeness likeness =
                    Likeness.between(lossy.file(), variants.getFirst().file());
            assertThat(likeness.geometry()).isTrue();
            assertThat(likeness.ssim()).as(lossy.format().label()).isGreaterThan(0.93);
            assertThat(likeness.colour()).as(lossy.format().label()).isLessThan(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"jpeg,PNG", "jpeg+webp,WEBP", "webp+jpeg,WEBP", "jpeg+png,PNG", "jpeg+webp+png,WEBP PNG", "png,PNG"})
    void what_is_transparent_is_made_in_the_formats_that_can_show_it(String formats, String expected)
            throws IOException {
        haveWebp();
        List<RenderedVariant> variants =
                rendered(SAMPLES.resolve("transparent-interlaced.png"), "t 60x60 inside " + formats + " 80");
        assertThat(String.join(
                        " ",
                        variants.stream()
                                .map(variant -> variant.format().name())
                                .toList()))
                .isEqualTo(expected);
        for (RenderedVariant variant : variants) {
            BufferedImage image = read(variant);
            assertThat(image.getColorModel().hasAlpha()).isTrue();
            assertThat(image.getRGB(0, 0) >>> 24).isLessThan(255);
        }
    }

    @Test
    void transparency_is_as_good_in_webp_as_in_png() throws IOException {
        haveWebp();
        List<RenderedVariant> variants =
                rendered(SAMPLES.resolve("transparent-interlaced.png"), "t 61x47 inside webp+png 90");
        BufferedImage webp = read(variants.getFirst());
        BufferedImage png = read(variants.getLast());
        for (int y = 0; y < png.getHeight(); y++) {
            for (int x = 0; x < png.getWidth(); x++) {
                assertThat(webp.getRGB(x, y) >>> 24).isEqualTo(png.getRGB(x, y) >>> 24);
            }
        }
        Likeness likeness =
                Likeness.between(variants.getFirst().file(), variants.getLast().file());
        assertThat(likeness.ssim()).isGreaterThan(0.93);
    }

    /// Alpha that compresses badly is stored as it is.
    @Test
    void a_picture_of_noisy_transparency_is_made_in_webp_too() throws IOException {
        haveWebp();
        BufferedImage noise = new BufferedImage(33, 31, BufferedImage.TYPE_INT_ARGB);
        Random random = new Random(1);
        for (int i = 0; i < 33 * 31; i++) {
            noise.setRGB(i % 33, i / 33, random.nextInt());
        }
        Path original = Pictures.write(noise, "png", directory.resolve("noise"));
        List<RenderedVariant> variants = rendered(original, "t 33x31 inside webp 80");
        byte[] webp = Files.readAllBytes(variants.getFirst().file());
        assertThat(chunks(webp)).contains("ALPH");
        assertThat(read(variants.getFirst()).getColorModel().hasAlpha()).isTrue();
    }

    @Test
    void presets_share_the_formats_in_which_they_come_out_alike() throws IOException {
        haveWebp();
        Path original = Pictures.write(Pictures.quarters(70, 50), "png", directory.resolve("original"));
        List<RenderedVariant> variants =
                rendered(original, "a 90x90 inside jpeg 80; b 99x99 inside jpeg+webp 80; c 99x99 inside webp 81");
        assertThat(variants.stream().map(FormatsTest::named)).containsExactly("a.jpg a b", "b.webp b", "c.webp c");
    }

    @Test
    void a_picture_longer_than_webp_can_be_takes_the_next_format() throws IOException {
        BufferedImage opaque = Pictures.quarters(WebpLibrary.LONGEST_SIDE + 1, 2);
        Path original = Pictures.write(opaque, "png", directory.resolve("opaque"));
        assertThat(rendered(original, "t 20000x20000 inside webp 80; u 20000x20000 inside webp+png 80").stream()
                        .map(FormatsTest::named))
                .containsExactly("t.jpg t", "u.png u");
        BufferedImage transparent = new BufferedImage(opaque.getWidth(), 2, BufferedImage.TYPE_INT_ARGB);
        Path see = Pictures.write(transparent, "png", directory.resolve("transparent"));
        assertThat(rendered(see, "t 20000x20000 inside webp+jpeg 80").stream().map(FormatsTest::named))
                .containsExactly("t.png t");
    }

    @Test
    void a_picture_longer_than_jpeg_can_be_becomes_a_png() throws IOException {
        Path original = Pictures.write(Pictures.quarters(65_501, 2), "png", directory.resolve("original"));
        assertThat(rendered(original, "s 99x99 inside jpeg 80; t 99999x99999 inside jpeg 80").stream()
                        .map(FormatsTest::named))
                .containsExactly("s.jpg s", "t.png t");
        Path longest = Pictures.write(Pictures.quarters(65_500, 2), "png", directory.resolve("longest"));
        assertThat(rendered(longest, "t 99999x99999 inside jpeg 80").stream().map(FormatsTest::named))
                .containsExactly("t.jpg t");
    }

    @Test
    void a_webp_has_no_metadata() throws IOException {
        haveWebp();
        for (String sample : List.of("phone-with-position.jpg", "transparent-interlaced.png")) {
            RenderedVariant variant =
                    rendered(SAMPLES.resolve(sample), "t 64x64 cover webp 80").getFirst();
            assertThat(chunks(Files.readAllBytes(variant.file()))).as(sample).isSubsetOf("VP8X", "ALPH", "VP8 ");
        }
    }

    private static void haveWebp() {
        Search<WebpLibrary> library = WebpLibrary.ofThisMachine();
        assumeTrue(library instanceof Search.Found, library.sentence());
    }

    private List<RenderedVariant> rendered(Path original, String presets) throws IOException {
        Path out = Files.createTempDirectory(directory, "out");
        RenderOutcome outcome = renderer.render(
                new RenderTask(original, Orientation.UPRIGHT, Presets.parse(presets), out), Memory.UNSHARED);
        if (outcome instanceof RenderOutcome.Rendered rendered) {
            return rendered.variants();
        }
        throw new AssertionError(outcome.toString());
    }

    /// The file's name and those of its presets.
    private static String named(RenderedVariant variant) {
        return variant.file().getFileName() + " "
                + String.join(" ", variant.presets().stream().map(Preset::name).toList());
    }

    private static BufferedImage read(RenderedVariant variant) throws IOException {
        return ImageIO.read(variant.file().toFile());
    }

    private static List<String> chunks(byte[] webp) {
        ByteBuffer bytes = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
        List<String> chunks = new ArrayList<>();
        for (int at = 12; at < webp.length; at += 8 + Math.ceilDiv(bytes.getInt(at + 4), 2) * 2) {
            chunks.add(new String(webp, at, 4, ISO_8859_1));
        }
        return chunks;
    }
}
