package photos.processor.webp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.processor.nativelib.NativeLibrary;
import photos.processor.nativelib.Search;
import photos.processor.webp.WebpEncoder.Pixels;

class WebpEncoderTest {
    private final WebpLibrary library = library();

    private static WebpLibrary library() {
        return switch (WebpLibrary.ofThisMachine()) {
            case Search.Found(WebpLibrary found, var _) -> found;
            case Search.Missing(String sentence) -> abort(sentence);
        };
    }

    @Test
    void every_size_up_to_40x40_comes_back_with_its_colours() throws IOException {
        for (int width = 1; width <= 40; width++) {
            for (int height = 1; height <= 40; height++) {
                int[] pixels = gradient(width, height, _ -> 0);
                BufferedImage decoded = decoded(encoder().encode(pixels, width, height, Pixels.OPAQUE, 90));
                assertThat(decoded.getWidth()).isEqualTo(width);
                assertThat(decoded.getHeight()).isEqualTo(height);
                assertThat(decoded.getColorModel().hasAlpha()).isFalse();
                assertThat(difference(pixels, decoded))
                        .as("%dx%d", width, height)
                        .isLessThan(5);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "1,2", "3,3", "15,17", "16,16", "33,7", "40,40"})
    void alpha_comes_back_exactly(int width, int height) throws IOException {
        int[] pixels = gradient(width, height, i -> i * 37 % 255);
        byte[] bytes = encoder().encode(pixels, width, height, Pixels.STRAIGHT_ALPHA, 80);
        int[] decoded = ReferenceDecoder.of(library.file()).decode(bytes, width * height);
        for (int i = 0; i < pixels.length; i++) {
            assertThat(decoded[i] >>> 24).as("at %d", i).isEqualTo(pixels[i] >>> 24);
        }
    }

    /// One partition of coefficients holds 16 MB (RFC 6386, 9.5: sizes of partitions have 24 bits).
    @Test
    void noise_that_takes_more_than_a_partition_is_written_in_several() throws IOException {
        int side = 4400;
        int[] noise = new SplittableRandom(7).ints((long) side * side).toArray();
        byte[] bytes = encoder().encode(noise, side, side, Pixels.OPAQUE, 100);
        assertThat(bytes).hasSizeGreaterThan(1 << 24);
        assertThat(new String(bytes, 8, 8, ISO_8859_1)).isEqualTo("WEBPVP8 ");
    }

    @Test
    void a_half_transparent_edge_keeps_its_colour_whatever_is_hidden_beside_it() throws IOException {
        // White that fades out to the right over hidden black.
        int[] pixels = new int[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            int alpha = Math.max(0, 255 - 6 * (i % 64));
            pixels[i] = alpha == 0 ? 0 : (alpha << 24) | 0xFFFFFF;
        }
        BufferedImage decoded = decoded(encoder().encode(pixels, 64, 64, Pixels.STRAIGHT_ALPHA, 80));
        for (int x = 0; x < 64; x++) {
            int pixel = decoded.getRGB(x, 30);
            if (pixel >>> 24 > 16) {
                assertThat(pixel & 0xFF).as("blue at %d", x).isCloseTo(255, within(6));
            }
        }
    }

    @Test
    void alpha_that_hides_nothing_is_not_written() throws IOException {
        int[] pixels = gradient(20, 20, _ -> 255);
        assertThat(decoded(encoder().encode(pixels, 20, 20, Pixels.STRAIGHT_ALPHA, 80))
                        .getColorModel()
                        .hasAlpha())
                .isFalse();
    }

    @Test
    void more_quality_is_more_bytes_and_less_difference() throws IOException {
        int[] pixels = gradient(200, 200, _ -> 0);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] ^= ((i * 1_103_515_245) >>> 9) & 0x1F1F1F;
        }
        byte[] low = encoder().encode(pixels, 200, 200, Pixels.OPAQUE, 20);
        byte[] high = encoder().encode(pixels, 200, 200, Pixels.OPAQUE, 95);
        assertThat(high.length).isGreaterThan(2 * low.length);
        assertThat(difference(pixels, decoded(high))).isLessThan(difference(pixels, decoded(low)));
    }

    @Test
    void the_same_pixels_give_the_same_bytes_on_any_thread() throws IOException {
        int[] pixels = gradient(300, 200, i -> i % 256);
        byte[] expected = encoder().encode(pixels, 300, 200, Pixels.STRAIGHT_ALPHA, 80);
        var others = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return encoder().encode(pixels, 300, 200, Pixels.STRAIGHT_ALPHA, 80);
                    } catch (WebpFailure e) {
                        throw new AssertionError(e);
                    }
                }))
                .limit(8)
                .toList();
        assertThat(others).allSatisfy(other -> assertThat(other.join()).isEqualTo(expected));
    }

    @Test
    void nothing_but_the_picture_is_written() throws WebpFailure {
        byte[] bytes = encoder().encode(gradient(9, 9, _ -> 0), 9, 9, Pixels.OPAQUE, 80);
        // RIFF, its length, WEBP, and one chunk up to the end.
        assertThat(new String(bytes, 0, 4, ISO_8859_1)).isEqualTo("RIFF");
        assertThat(new String(bytes, 8, 8, ISO_8859_1)).isEqualTo("WEBPVP8 ");
        int length = (bytes[16] & 0xFF) | ((bytes[17] & 0xFF) << 8);
        assertThat(bytes).hasSize(20 + length + (length & 1));
    }

    @Test
    void the_longest_side_is_written_and_a_longer_one_is_refused() throws IOException {
        int longest = WebpLibrary.LONGEST_SIDE;
        assertThat(decoded(encoder().encode(new int[longest], longest, 1, Pixels.OPAQUE, 80))
                        .getWidth())
                .isEqualTo(longest);
        assertThatThrownBy(() -> encoder().encode(new int[longest + 1], 1, longest + 1, Pixels.OPAQUE, 80))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16383x16383")
                .hasMessageContaining("1x16384");
    }

    @ParameterizedTest
    @CsvSource({"0,1,0,80", "1,0,0,80", "2,2,3,80", "2,2,5,80", "1,1,1,101", "1,1,1,-1"})
    void numbers_out_of_range_are_refused_before_libwebp_sees_them(int width, int height, int pixels, int quality) {
        assertThatThrownBy(() -> encoder().encode(new int[pixels], width, height, Pixels.OPAQUE, quality))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected");
    }

    @Test
    void what_libwebp_refuses_is_a_failure_with_its_kind() {
        var functions = new WebpFunctions(NativeLibrary.load(library.file()).orElseThrow());
        assertThatThrownBy(() -> new WebpEncoder(functions, 7).encode(new int[4], 2, 2, Pixels.OPAQUE, 80))
                .isInstanceOfSatisfying(
                        WebpFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(WebpFailure.Kind.INVALID_CONFIGURATION))
                .hasMessageContaining("2x2 pixels: it refused the configuration");
    }

    @Test
    void two_thousand_pictures_leave_no_memory_behind() throws Exception {
        NativeHeap heap = NativeHeap.ofThisMachine();
        int[] pixels = new int[128 * 128];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (i * 1_664_525) ^ ((i * 22_695_477) >>> 7);
        }
        encode(pixels, 500);
        long before = heap.bytesInUse();
        encode(pixels, 2000);
        // The planes of 2,000 such pictures are 80 MB, and so is what was written of them; compiling takes and frees
        // some 15.
        assertThat(heap.bytesInUse() - before).isLessThan(30_000_000);
    }

    private void encode(int[] pixels, int times) throws WebpFailure {
        for (int i = 0; i < times; i++) {
            encoder().encode(pixels, 128, 128, Pixels.STRAIGHT_ALPHA, 80);
        }
    }

    private WebpEncoder encoder() {
        return library.encoder();
    }

    private static int[] gradient(int width, int height, IntUnaryOperator alpha) {
        return IntStream.range(0, width * height)
                .map(i ->
                        (alpha.applyAsInt(i) << 24) | ((70 + i % width / 2) << 16) | ((120 + i / width / 2) << 8) | 128)
                .toArray();
    }

    private static BufferedImage decoded(byte[] webp) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(webp));
        assertThat(image).isNotNull();
        return image;
    }

    /// Mean over all samples, 0 to 255.
    private static double difference(int[] pixels, BufferedImage image) {
        long sum = 0;
        for (int i = 0; i < pixels.length; i++) {
            int other = image.getRGB(i % image.getWidth(), i / image.getWidth());
            for (int shift = 0; shift < 24; shift += 8) {
                sum += Math.abs((pixels[i] >> shift & 0xFF) - (other >> shift & 0xFF));
            }
        }
        return sum / (3.0 * pixels.length);
    }
}
