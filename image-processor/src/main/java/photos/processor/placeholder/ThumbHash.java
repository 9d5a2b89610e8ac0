package photos.processor.placeholder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Evan Wallace's ThumbHash of a picture, about 25 bytes: the lowest terms of a cosine transform of lightness, of
/// yellow against blue, of red against green, and of alpha where something shows through. The format is described at
/// <https://evanw.github.io/thumbhash/>, section "Details".
public final class ThumbHash {
    /// Longest side that is accepted: more pixels change nothing but the time it takes.
    public static final int MAX_SIDE = 100;

    private static final int MAX_TERMS = 7;
    private static final int MAX_TERMS_WITH_ALPHA = 5;

    private final int width;
    private final int height;
    private final boolean alpha;
    private final double[][] lpqa;

    private ThumbHash(int[] pixels, int width, int height) {
        this.width = width;
        this.height = height;
        this.lpqa = new double[4][pixels.length];
        boolean opaque = true;
        for (int pixel : pixels) {
            opaque &= pixel >>> 24 == 255;
        }
        this.alpha = !opaque;
        separate(pixels, average(pixels));
    }

    /// The hash as text, in standard base64.
    ///
    /// @param pixels of the upright picture, 0xAARRGGBB with alpha not multiplied in, row by row
    /// @param width 1 to [#MAX_SIDE]
    /// @param height 1 to [#MAX_SIDE]
    /// @throws IllegalArgumentException if the picture is larger, or has another number of pixels
    public static String of(int[] pixels, int width, int height) {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE || pixels.length != width * height) {
            throw new IllegalArgumentException("a thumbhash is made of 1x1 to 100x100 pixels, these are "
                    + pixels.length + " as " + width + "x" + height);
        }
        return Base64.getEncoder().encodeToString(new ThumbHash(pixels, width, height).bytes());
    }

    private static double[] average(int[] pixels) {
        double[] sum = new double[3];
        double weight = 0;
        for (int pixel : pixels) {
            double a = (pixel >>> 24) / 255.0;
            for (int i = 0; i < 3; i++) {
                sum[i] += a * (pixel >> (16 - 8 * i) & 0xFF) / 255.0;
            }
            weight += a;
        }
        for (int i = 0; i < 3 && weight > 0; i++) {
            sum[i] /= weight;
        }
        return sum;
    }

    /// What shows through is given the average colour, so that an edge of alpha is none of colour.
    private void separate(int[] pixels, double[] average) {
        double[] rgb = new double[3];
        for (int i = 0; i < pixels.length; i++) {
            double a = (pixels[i] >>> 24) / 255.0;
            for (int c = 0; c < 3; c++) {
                rgb[c] = average[c] * (1 - a) + a * (pixels[i] >> (16 - 8 * c) & 0xFF) / 255.0;
            }
            lpqa[0][i] = (rgb[0] + rgb[1] + rgb[2]) / 3;
            lpqa[1][i] = (rgb[0] + rgb[1]) / 2 - rgb[2];
            lpqa[2][i] = rgb[0] - rgb[1];
            lpqa[3][i] = a;
        }
    }

    private byte[] bytes() {
        int most = alpha ? MAX_TERMS_WITH_ALPHA : MAX_TERMS;
        int side = Math.max(width, height);
        int across = Math.max(1, Math.round((float) (most * width) / side));
        int down = Math.max(1, Math.round((float) (most * height) / side));
        boolean landscape = width > height;
        Channel l = channel(0, Math.max(3, across), Math.max(3, down));
        Channel p = channel(1, 3, 3);
        Channel q = channel(2, 3, 3);
        Bits bits = new Bits();
        bits.add(Math.round(63 * l.mean), 6);
        bits.add(Math.round(31.5 + 31.5 * p.mean), 6);
        bits.add(Math.round(31.5 + 31.5 * q.mean), 6);
        bits.add(Math.round(31 * l.scale), 5);
        bits.add(alpha ? 1 : 0, 1);
        bits.add(landscape ? down : across, 3);
        bits.add(Math.round(63 * p.scale), 6);
        bits.add(Math.round(63 * q.scale), 6);
        bits.add(landscape ? 1 : 0, 1);
        if (!alpha) {
            return bits.with(l, p, q);
        }
        Channel a = channel(3, 5, 5);
        bits.add(Math.round(15 * a.mean), 4);
        bits.add(Math.round(15 * a.scale), 4);
        return bits.with(l, p, q, a);
    }

    /// @param mean the term of no wave
    /// @param terms of the others, as parts of the scale: -1 to 1
    /// @param scale the largest of them
    private record Channel(double mean, List<Double> terms, double scale) {}

    /// The terms below the diagonal of a grid, by rows.
    private Channel channel(int index, int across, int down) {
        List<Double> terms = new ArrayList<>();
        for (int v = 0; v < down; v++) {
            for (int u = 0; u * down < across * (down - v); u++) {
                terms.add(term(lpqa[index], u, v));
            }
        }
        double mean = terms.removeFirst();
        double scale = terms.stream().mapToDouble(Math::abs).max().orElse(0);
        return new Channel(
                mean, terms.stream().map(term -> scale == 0 ? -1 : term / scale).toList(), scale);
    }

    private double term(double[] plane, int u, int v) {
        // So few pixels cannot hold the wave: it would be a slower one under another name.
        if (u >= width || v >= height) {
            return 0;
        }
        double[] across = wave(u, width);
        double[] down = wave(v, height);
        double sum = 0;
        for (int y = 0; y < height; y++) {
            double row = 0;
            for (int x = 0; x < width; x++) {
                row += plane[y * width + x] * across[x];
            }
            sum += row * down[y];
        }
        return sum / (width * height);
    }

    private static double[] wave(int halves, int samples) {
        double[] wave = new double[samples];
        for (int i = 0; i < samples; i++) {
            wave[i] = Math.cos(Math.PI / samples * halves * (i + 0.5));
        }
        return wave;
    }

    /// Numbers of a few bits each, the lowest bits first.
    private static final class Bits {
        private static final int MAX_BYTES = 64;

        private final byte[] bytes = new byte[MAX_BYTES];
        private int count;

        void add(long value, int bits) {
            for (int i = 0; i < bits; i++) {
                bytes[count >> 3] |= (byte) ((value >> i & 1) << (count & 7));
                count++;
            }
        }

        byte[] with(Channel... channels) {
            for (Channel channel : channels) {
                for (double term : channel.terms) {
                    add(Math.round(7.5 + 7.5 * term), 4);
                }
            }
            return Arrays.copyOf(bytes, (count + 7) / 8);
        }
    }
}
