package photos.processor.render;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;

/// How like two pictures are: the corpus checker's measure (`check_image.py`), which resizes the candidate to the
/// reference by area, lays both on white and on black, and takes PSNR, mean SSIM (Wang et al. 2004, Gaussian window of
/// 11, sigma 1.5) and the mean difference of 16x16 block colours.
///
/// @param colour 0 to 255
record Likeness(boolean geometry, double ssim, double psnr, double colour) {
    private static final int MAX_SIDE_DIFFERENCE = 2;
    private static final int BLOCKS = 16;
    private static final int RADIUS = 5;
    private static final double[] WINDOW = window();

    static Likeness between(Path candidate, Path reference) throws IOException {
        Planes one = Planes.of(read(candidate));
        Planes other = Planes.of(read(reference));
        boolean geometry = Math.abs(one.width - other.width) <= MAX_SIDE_DIFFERENCE
                && Math.abs(one.height - other.height) <= MAX_SIDE_DIFFERENCE;
        Planes sized = one.resized(other.width, other.height);
        Likeness white = on(255, sized, other, geometry);
        Likeness black = on(0, sized, other, geometry);
        boolean both = sized.transparent() && other.transparent();
        return (white.ssim < black.ssim) == both ? white : black;
    }

    boolean atLeast(Corpus.Thresholds least) {
        return geometry && ssim >= least.ssim() && psnr >= least.psnr() && colour <= least.colour();
    }

    private static Likeness on(double background, Planes one, Planes other, boolean geometry) {
        double[][] a = one.flat(background);
        double[][] b = other.flat(background);
        double squares = 0;
        double ssim = 0;
        double colour = 0;
        int across = Math.min(BLOCKS, one.width);
        int down = Math.min(BLOCKS, one.height);
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < a[channel].length; i++) {
                squares += Math.pow(a[channel][i] - b[channel][i], 2);
            }
            ssim += ssim(a[channel], b[channel], one.width, one.height) / 3;
            double[] blocksA = Planes.resized(a[channel], one.width, one.height, across, down);
            double[] blocksB = Planes.resized(b[channel], one.width, one.height, across, down);
            for (int i = 0; i < blocksA.length; i++) {
                colour += Math.abs(blocksA[i] - blocksB[i]) / (3.0 * blocksA.length);
            }
        }
        double mean = squares / (3.0 * a[0].length);
        double psnr = mean < 1e-9 ? 99 : Math.min(99, 10 * Math.log10(255.0 * 255 / mean));
        return new Likeness(geometry, ssim, psnr, colour);
    }

    private static double ssim(double[] x, double[] y, int width, int height) {
        double c1 = Math.pow(0.01 * 255, 2);
        double c2 = Math.pow(0.03 * 255, 2);
        double[] meanX = blurred(x, width, height);
        double[] meanY = blurred(y, width, height);
        double[] squareX = blurred(product(x, x), width, height);
        double[] squareY = blurred(product(y, y), width, height);
        double[] both = blurred(product(x, y), width, height);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double mx = meanX[i];
            double my = meanY[i];
            double covariance = both[i] - mx * my;
            double variances = squareX[i] - mx * mx + squareY[i] - my * my;
            sum += (2 * mx * my + c1) * (2 * covariance + c2) / ((mx * mx + my * my + c1) * (variances + c2));
        }
        return sum / x.length;
    }

    private static double[] product(double[] x, double[] y) {
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            product[i] = x[i] * y[i];
        }
        return product;
    }

    private static double[] blurred(double[] plane, int width, int height) {
        double[] rows = new double[plane.length];
        double[] both = new double[plane.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int k = -RADIUS; k <= RADIUS; k++) {
                    rows[y * width + x] += WINDOW[k + RADIUS] * plane[y * width + reflected(x + k, width)];
                }
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int k = -RADIUS; k <= RADIUS; k++) {
                    both[y * width + x] += WINDOW[k + RADIUS] * rows[reflected(y + k, height) * width + x];
                }
            }
        }
        return both;
    }

    private static int reflected(int i, int length) {
        int within = Math.floorMod(i, 2 * length);
        return within < length ? within : 2 * length - 1 - within;
    }

    private static double[] window() {
        double[] window = new double[2 * RADIUS + 1];
        double sum = 0;
        for (int k = -RADIUS; k <= RADIUS; k++) {
            window[k + RADIUS] = Math.exp(-k * k / (2 * 1.5 * 1.5));
            sum += window[k + RADIUS];
        }
        for (int k = 0; k < window.length; k++) {
            window[k] /= sum;
        }
        return window;
    }

    private static BufferedImage read(Path file) throws IOException {
        return Objects.requireNonNull(ImageIO.read(file.toFile()), file.toString());
    }

    /// Red, green, blue and alpha, 0 to 255.
    private static final class Planes {
        private final int width;
        private final int height;
        private final double[][] channels;

        private Planes(int width, int height, double[][] channels) {
            this.width = width;
            this.height = height;
            this.channels = channels;
        }

        static Planes of(BufferedImage image) {
            int width = image.getWidth();
            int height = image.getHeight();
            double[][] channels = new double[4][width * height];
            var raster = image.getRaster();
            boolean grey = image.getColorModel().getNumColorComponents() == 1;
            boolean alpha = image.getColorModel().hasAlpha();
            boolean palette = image.getColorModel() instanceof java.awt.image.IndexColorModel;
            for (int i = 0; i < width * height; i++) {
                int x = i % width;
                int y = i / width;
                int rgb = palette ? image.getRGB(x, y) : 0;
                for (int channel = 0; channel < 3; channel++) {
                    channels[channel][i] =
                            palette ? rgb >> (16 - 8 * channel) & 0xFF : raster.getSample(x, y, grey ? 0 : channel);
                }
                channels[3][i] = palette ? rgb >>> 24 : alpha ? raster.getSample(x, y, raster.getNumBands() - 1) : 255;
            }
            return new Planes(width, height, channels);
        }

        boolean transparent() {
            for (double alpha : channels[3]) {
                if (alpha < 254.5) {
                    return true;
                }
            }
            return false;
        }

        double[][] flat(double background) {
            double[][] flat = new double[3][width * height];
            for (int i = 0; i < width * height; i++) {
                double alpha = channels[3][i] / 255;
                for (int channel = 0; channel < 3; channel++) {
                    flat[channel][i] = channels[channel][i] * alpha + background * (1 - alpha);
                }
            }
            return flat;
        }

        Planes resized(int toWidth, int toHeight) {
            if (toWidth == width && toHeight == height) {
                return this;
            }
            double[][] resized = new double[4][];
            resized[3] = resized(channels[3], width, height, toWidth, toHeight);
            for (int channel = 0; channel < 3; channel++) {
                double[] premultiplied = product(channels[channel], channels[3]);
                double[] plane = resized(premultiplied, width, height, toWidth, toHeight);
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = resized[3][i] > 0 ? Math.min(255, plane[i] / resized[3][i]) : 0;
                }
                resized[channel] = plane;
            }
            return new Planes(toWidth, toHeight, resized);
        }

        static double[] resized(double[] plane, int width, int height, int toWidth, int toHeight) {
            double[][] across = weights(width, toWidth);
            double[][] down = weights(height, toHeight);
            double[] rows = new double[toWidth * height];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < toWidth; x++) {
                    for (int k = 0; k < width; k++) {
                        rows[y * toWidth + x] += across[x][k] * plane[y * width + k];
                    }
                }
            }
            double[] both = new double[toWidth * toHeight];
            for (int y = 0; y < toHeight; y++) {
                for (int x = 0; x < toWidth; x++) {
                    for (int k = 0; k < height; k++) {
                        both[y * toWidth + x] += down[y][k] * rows[k * toWidth + x];
                    }
                }
            }
            return both;
        }

        /// By area, linear when enlarging.
        private static double[][] weights(int from, int to) {
            double[][] weights = new double[to][from];
            double scale = (double) from / to;
            for (int i = 0; i < to; i++) {
                if (scale >= 1) {
                    for (int j = (int) (i * scale); j < Math.min(from, Math.ceil((i + 1) * scale)); j++) {
                        weights[i][j] = (Math.min((i + 1) * scale, j + 1) - Math.max(i * scale, j)) / scale;
                    }
                } else {
                    double at = (i + 0.5) * scale - 0.5;
                    int j = (int) Math.floor(at);
                    weights[i][Math.clamp(j, 0, from - 1)] += 1 - (at - j);
                    weights[i][Math.clamp(j + 1, 0, from - 1)] += at - j;
                }
            }
            return weights;
        }
    }
}
