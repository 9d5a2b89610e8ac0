package photos.processor.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbHashTest {
    /// The hashes are those of the format's author, of his package `thumbhash` 0.1.1 for JavaScript.
    @ParameterizedTest
    @CsvSource({
        "100,75,false,3wcKNZqAh3dwd3d4eHh3eHCAB/h3",
        "75,100,false,3/cJNRpwd4CHd3d3eHd3eIBwCPh4",
        "100,40,true,oyiGGo4nsYewiImisBn6ZnB3dXiIeIg=",
        "31,97,true,o9iFGg4nkLG3eIeAsgroWYWHcIiHeHc=",
        "1,1,false,AAgCBwAAAAAAAAAAAAAAAAAAAAAAAAAA"
    })
    void a_picture_has_the_hash_that_the_formats_author_gives_it(int width, int height, boolean alpha, String hash) {
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = x * 255 / Math.max(1, width - 1);
                int green = y * 255 / Math.max(1, height - 1);
                int blue = (x * 7 + y * 13) & 255;
                int opacity = alpha ? (x + y) * 255 / Math.max(1, width + height - 2) : 255;
                pixels[y * width + x] = opacity << 24 | red << 16 | green << 8 | blue;
            }
        }
        assertThat(ThumbHash.of(pixels, width, height)).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource({"FFFFFF,1,1", "000000,100,100", "FF0000,100,1", "00FF00,1,100", "0000FF,60,40", "C08040,40,60"})
    void one_colour_is_found_again(String colour, int width, int height) {
        int rgb = Integer.parseInt(colour, 16);
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, 0xFF000000 | rgb);
        Decoded decoded = new Decoded(ThumbHash.of(pixels, width, height));
        for (double[] place : new double[][] {{0.1, 0.1}, {0.5, 0.5}, {0.9, 0.9}}) {
            double[] found = decoded.at(place[0], place[1]);
            for (int i = 0; i < 3; i++) {
                assertThat(255 * found[i]).isCloseTo(rgb >> (16 - 8 * i) & 0xFF, within(9.0));
            }
            assertThat(found[3]).isEqualTo(1);
        }
    }

    @Test
    void a_picture_of_halves_is_found_again_with_its_shape() {
        int[] pixels = new int[100 * 50];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 100 < 50 ? 0xFFE02020 : 0xFF2020E0;
        }
        Decoded decoded = new Decoded(ThumbHash.of(pixels, 100, 50));
        assertThat(decoded.landscape).isTrue();
        assertThat((double) decoded.across / decoded.down).isCloseTo(2, within(0.5));
        assertThat(decoded.at(0.2, 0.5)[0]).isGreaterThan(decoded.at(0.2, 0.5)[2] + 0.4);
        assertThat(decoded.at(0.8, 0.5)[2]).isGreaterThan(decoded.at(0.8, 0.5)[0] + 0.4);
    }

    @Test
    void what_shows_through_is_found_again() {
        int[] pixels = new int[60 * 60];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i / 60 < 30 ? 0xFFFFFFFF : 0;
        }
        Decoded decoded = new Decoded(ThumbHash.of(pixels, 60, 60));
        assertThat(decoded.at(0.5, 0.2)[3]).isCloseTo(1, within(0.2));
        assertThat(decoded.at(0.5, 0.8)[3]).isCloseTo(0, within(0.2));
        // Hidden black does not darken.
        assertThat(decoded.at(0.5, 0.8)[0]).isGreaterThan(0.9);
    }

    @Test
    void nothing_visible_has_a_hash_too() {
        assertThat(new Decoded(ThumbHash.of(new int[4], 2, 2)).at(0.5, 0.5)[3]).isZero();
    }

    @Test
    void what_is_no_small_picture_is_refused() {
        for (int[] size : new int[][] {{0, 1}, {101, 1}, {1, 101}, {2, 3}}) {
            assertThatThrownBy(() -> ThumbHash.of(new int[4], size[0], size[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(size[0] + "x" + size[1]);
        }
    }

    /// A reader of the format's description: header of bits, then four bits for each term.
    private static final class Decoded {
        private final byte[] bytes;
        private int position;
        private final double[] means = new double[4];
        private final double[][] terms = new double[4][];
        private final int[][] grids = new int[4][];
        private final boolean landscape;
        private final int across;
        private final int down;

        Decoded(String hash) {
            bytes = Base64.getDecoder().decode(hash);
            means[0] = bits(6) / 63.0;
            means[1] = bits(6) / 31.5 - 1;
            means[2] = bits(6) / 31.5 - 1;
            double scale = bits(5) / 31.0;
            boolean alpha = bits(1) == 1;
            int shorter = bits(3);
            double scaleP = bits(6) / 63.0;
            double scaleQ = bits(6) / 63.0;
            landscape = bits(1) == 1;
            int longer = alpha ? 5 : 7;
            across = landscape ? longer : shorter;
            down = landscape ? shorter : longer;
            means[3] = alpha ? bits(4) / 15.0 : 1;
            double scaleA = alpha ? bits(4) / 15.0 : 0;
            read(0, Math.max(3, across), Math.max(3, down), scale);
            read(1, 3, 3, scaleP);
            read(2, 3, 3, scaleQ);
            read(3, alpha ? 5 : 1, alpha ? 5 : 1, scaleA);
        }

        private int bits(int count) {
            int value = 0;
            for (int i = 0; i < count; i++, position++) {
                value |= (bytes[position / 8] >> (position % 8) & 1) << i;
            }
            return value;
        }

        private void read(int channel, int nx, int ny, double scale) {
            grids[channel] = new int[] {nx, ny};
            terms[channel] = new double[nx * ny];
            for (int y = 0; y < ny; y++) {
                for (int x = 0; x < nx; x++) {
                    if (x + y > 0 && x * ny + y * nx < nx * ny) {
                        terms[channel][y * nx + x] = (bits(4) / 7.5 - 1) * scale;
                    }
                }
            }
        }

        /// Red, green, blue and alpha, 0 to 1, at a place from 0 to 1.
        double[] at(double u, double v) {
            double[] lpqa = new double[4];
            for (int c = 0; c < 4; c++) {
                lpqa[c] = means[c];
                for (int i = 0; i < terms[c].length; i++) {
                    int x = i % grids[c][0];
                    int y = i / grids[c][0];
                    double both = (x > 0 ? 2 : 1) * (y > 0 ? 2 : 1);
                    lpqa[c] += terms[c][i] * both * Math.cos(Math.PI * x * u) * Math.cos(Math.PI * y * v);
                }
            }
            double blue = lpqa[0] - 2.0 / 3 * lpqa[1];
            double red = (3 * lpqa[0] - blue + lpqa[2]) / 2;
            return new double[] {
                Math.clamp(red, 0, 1),
                Math.clamp(red - lpqa[2], 0, 1),
                Math.clamp(blue, 0, 1),
                Math.clamp(lpqa[3], 0, 1)
            };
        }
    }
}
