package photos.benchmarks.quality;

/// Resizing as the textbook has it: Lanczos with three lobes, stretched over the source where it shrinks, in double
/// precision, edges repeated, on gamma-encoded values.
public final class Lanczos {
    private static final int LOBES = 3;

    private Lanczos() {}

    public static Luma resized(Luma picture, int width, int height) {
        double[] narrow = across(picture.values(), picture.width(), picture.height(), width);
        double[] turned = transposed(narrow, width, picture.height());
        double[] shrunk = across(turned, picture.height(), width, height);
        double[] values = transposed(shrunk, height, width);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp(values[i], 0.0, 255.0);
        }
        return new Luma(width, height, values);
    }

    private static double[] across(double[] from, int fromWidth, int rows, int toWidth) {
        double[] to = new double[toWidth * rows];
        double scale = (double) fromWidth / toWidth;
        double reach = LOBES * Math.max(1, scale);
        for (int x = 0; x < toWidth; x++) {
            double centre = (x + 0.5) * scale - 0.5;
            int first = (int) Math.ceil(centre - reach);
            int last = (int) Math.floor(centre + reach);
            double[] weights = weights(first, last, centre, Math.max(1, scale));
            for (int y = 0; y < rows; y++) {
                double sum = 0;
                for (int i = first; i <= last; i++) {
                    sum += weights[i - first] * from[y * fromWidth + Math.clamp(i, 0, fromWidth - 1)];
                }
                to[y * toWidth + x] = sum;
            }
        }
        return to;
    }

    private static double[] weights(int first, int last, double centre, double stretch) {
        double[] weights = new double[last - first + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = kernel((first + i - centre) / stretch);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double kernel(double x) {
        if (Math.abs(x) < 1e-9) {
            return 1;
        }
        if (Math.abs(x) >= LOBES) {
            return 0;
        }
        double angle = Math.PI * x;
        return LOBES * Math.sin(angle) * Math.sin(angle / LOBES) / (angle * angle);
    }

    private static double[] transposed(double[] from, int width, int height) {
        double[] to = new double[from.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                to[x * height + y] = from[y * width + x];
            }
        }
        return to;
    }
}
