package photos.processor.render;

import java.awt.image.WritableRaster;
import java.util.Random;

/// Tells rows that a decoder has written from those it has not by a pattern at their right ends, which tiles reach last
/// too. Where the upper rows are missing, as in a BMP from bottom to top, the lower ones are there.
final class Sentinel implements Filled {
    private static final int PIXELS = 16;
    private static final int SEED = 0x5EED;

    private final WritableRaster raster;
    private final int left;
    private final int width;
    private final int[] pattern;

    /// Writes the pattern into the raster.
    Sentinel(WritableRaster raster) {
        this.raster = raster;
        this.width = Math.min(PIXELS, raster.getWidth());
        this.left = raster.getWidth() - width;
        this.pattern = pattern();
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.setPixels(left, y, width, 1, pattern);
        }
    }

    private int[] pattern() {
        Random random = new Random(SEED);
        int[] values = new int[width * raster.getNumBands()];
        for (int i = 0; i < values.length; i++) {
            int bits = raster.getSampleModel().getSampleSize(i % raster.getNumBands());
            values[i] = random.nextInt(1 << Math.min(bits, Byte.SIZE));
        }
        return values;
    }

    @Override
    public Extent extent() {
        int height = raster.getHeight();
        int from = 0;
        while (from < height && !isThere(from)) {
            from++;
        }
        int to = from;
        while (to < height && isThere(to)) {
            to++;
        }
        return new Extent(from, to, false);
    }

    /// A row of which one band is missing is not there: alpha and colours may come one after the other.
    private boolean isThere(int y) {
        int bands = raster.getNumBands();
        int[] found = raster.getPixels(left, y, width, 1, (int[]) null);
        for (int band = 0; band < bands; band++) {
            boolean written = false;
            for (int i = band; i < found.length; i += bands) {
                written |= found[i] != pattern[i];
            }
            if (!written) {
                return false;
            }
        }
        return true;
    }
}
