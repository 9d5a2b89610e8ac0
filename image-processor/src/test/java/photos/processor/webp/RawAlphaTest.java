package photos.processor.webp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import photos.image.Orientation;
import photos.processor.gate.GateLimits;
import photos.processor.nativelib.Search;
import photos.processor.preset.Presets;
import photos.processor.render.Memory;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderTask;
import photos.processor.render.ThumbnailatorRenderer;

/// Originals whose alpha is stored uncompressed.
class RawAlphaTest {
    private static final int WIDTH = 48;
    private static final int HEIGHT = 40;
    private static final int FILTERS_FROM = 2;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void uncompressed_alpha_is_decoded_as_by_libwebp_whatever_its_filter(int filter) throws IOException {
        Search<WebpLibrary> library = WebpLibrary.ofThisMachine();
        assumeTrue(library instanceof Search.Found, library.sentence());
        byte[] webp = webp(filter, WIDTH * HEIGHT);
        int[] expected = ReferenceDecoder.of(
                        ((Search.Found<WebpLibrary>) library).library().file())
                .decode(webp, WIDTH * HEIGHT);
        BufferedImage shown = shown(webp);
        for (int i = 0; i < expected.length; i++) {
            assertThat(shown.getRGB(i % WIDTH, i / WIDTH) >>> 24).as("at %d", i).isEqualTo(expected[i] >>> 24);
        }
    }

    @Test
    void half_transparent_pixels_keep_their_colours() throws IOException {
        BufferedImage shown = shown(webp(0, WIDTH * HEIGHT));
        BufferedImage opaque = shown(resource());
        for (int x = 24; x < WIDTH; x++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int here = shown.getRGB(x, 20) >> shift & 0xFF;
                int there = opaque.getRGB(x, 20) >> shift & 0xFF;
                assertThat(Math.abs(here - there)).isLessThan(4);
            }
        }
    }

    @Test
    void too_little_of_it_is_no_picture() throws IOException {
        assertThat(rendered(webp(0, WIDTH * HEIGHT - 1)).toString()).contains("CORRUPT", "alpha has 1919 bytes");
    }

    private BufferedImage shown(byte[] webp) throws IOException {
        RenderOutcome.Rendered rendered = (RenderOutcome.Rendered) rendered(webp);
        return Objects.requireNonNull(
                ImageIO.read(rendered.variants().getFirst().file().toFile()));
    }

    private RenderOutcome rendered(byte[] webp) throws IOException {
        Path original = Files.write(directory.resolve("original"), webp);
        return new ThumbnailatorRenderer(GateLimits.withBudget(1 << 26))
                .render(
                        new RenderTask(
                                original,
                                Orientation.UPRIGHT,
                                Presets.parse("whole 100x100 inside png 80"),
                                Files.createTempDirectory(directory, "out")),
                        Memory.UNSHARED);
    }

    private static byte[] resource() throws IOException {
        try (InputStream lossy = RawAlphaTest.class.getResourceAsStream("/webp/lossy.webp")) {
            return Objects.requireNonNull(lossy).readAllBytes();
        }
    }

    /// The sound picture with alpha over it: bytes that begin at 90 and rise, or are added up to whatever they give.
    private static byte[] webp(int filter, int alphaBytes) throws IOException {
        byte[] picture = resource();
        ByteBuffer webp = ByteBuffer.allocate(picture.length + alphaBytes + 40).order(ByteOrder.LITTLE_ENDIAN);
        webp.put("RIFF".getBytes(ISO_8859_1)).putInt(0).put("WEBPVP8X".getBytes(ISO_8859_1));
        webp.putInt(10).putInt(0x10);
        webp.putShort((short) (WIDTH - 1)).put((byte) 0);
        webp.putShort((short) (HEIGHT - 1)).put((byte) 0);
        webp.put("ALPH".getBytes(ISO_8859_1)).putInt(1 + alphaBytes).put((byte) (filter << FILTERS_FROM));
        for (int i = 0; i < alphaBytes; i++) {
            webp.put((byte) (filter == 0 ? 90 + i % WIDTH * 3 : i * 7));
        }
        if (alphaBytes % 2 == 0) {
            webp.put((byte) 0);
        }
        webp.put(picture, 12, picture.length - 12);
        webp.putInt(4, webp.position() - 8);
        byte[] file = new byte[webp.position()];
        webp.flip().get(file);
        return file;
    }
}
