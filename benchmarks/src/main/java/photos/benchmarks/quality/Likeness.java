package photos.benchmarks.quality;

/// How like two pictures of one size are, by their luma.
///
/// @param psnr in decibels, at most 99
/// @param ssim mean structural similarity (Wang et al. 2004: Gaussian window of 11, sigma 1.5), at most 1
public record Likeness(double psnr, double ssim) {
    private static final double MAX_DECIBELS = 99;
    private static final int RADIUS = 5;
    private static final double SIGMA = 1.5;
    private static final double C1 = Math.pow(0.01 * 255, 2);
    private static final double C2 = Math.pow(0.03 * 255, 2);

    public static Likeness between(Luma one, Luma other) {
        if (one.width() != other.width() || one.height() != other.height()) {
            throw new IllegalArgumentException("expected two pictures of one size, got %dx%d and %dx%d"
                    .formatted(one.width(), one.height(), other.width(), other.height()));
        }
        return new Likeness(psnr(one, other), ssim(one, other));
    }

    private static double psnr(Luma one, Luma other) {
        double squares = 0;
        for (int i = 0; i < one.values().length; i++) {
            double difference = one.values()[i] - other.values()[i];
            squares += difference * difference;
        }
        double mean = squares / one.values().length;
        return mean == 0 ? MAX_DECIBELS : Math.min(MAX_DECIBELS, 10 * Math.log10(255.0 * 255 / mean));
    }

    private static double ssim(Luma one, Luma other) {
        int width = one.width();
        double[] meanX = blurred(one.values(), width);
        double[] meanY = blurred(other.values(), width);
        double[] squareX = blurred(product(one, one), width);
        double[] squareY = blurred(product(other, other), width);
        double[] both = blurred(product(one, other), width);
        double sum = 0;
        for (int i = 0; i < meanX.length; i++) {
            double x = meanX[i];
            double y = meanY[i];
            double covariance = both[i] - x * y;
            double variances = squareX[i] - x * x + squareY[i] - y * y;
            sum += (2 * x * y + C1) * (2 * covariance + C2) / ((x * x + y * y + C1) * (variances + C2));
        }
        return sum / meanX.length;
    }

    private static double[] product(Luma one, Luma other) {
        double[] product = new double[one.values().length];
        for (int i = 0; i < product.length; i++) {
            product[i] = one.values()[i] * other.values()[i];
        }
        return product;
    }

    private static double[] blurred(double[] values, int width) {
        int height = values.length / width;
        double[] across = new double[values.length];
        double[] blurred = new double[values.length];
        double[] window = window();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int i = -RADIUS; i <= RADIUS; i++) {
                    across[y * width + x] += window[i + RADIUS] * values[y * width + Math.clamp(x + i, 0, width - 1)];
                }
            }
        }
        for (int y = 0; y < height; y++) {
            for (int i = -RADIUS; i <= RADIUS; i++) {
                int from = Math.clamp(y + i, 0, height - 1) * width;
                for (int x = 0; x < width; x++) {
                    blurred[y * width + x] += window[i + RADIUS] * across[from + x];
                }
            }
        }
        return blurred;
    }

    private static double[] window() {
        double[] window = new double[2 * RADIUS + 1];
        double sum = 0;
        for (int i = 0; i < window.length; i++) {
            window[i] = Math.exp(-Math.pow(i - RADIUS, 2) / (2 * SIGMA * SIGMA));
            sum += window[i];
        }
        for (int i = 0; i < window.length; i++) {
            window[i] /= sum;
        }
        return window;
    }
}
