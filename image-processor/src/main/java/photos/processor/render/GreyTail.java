package photos.processor.render;

import java.awt.image.Raster;
import photos.processor.gate.Header;

/// The rows above the grey with which a JPEG decoder fills up what is missing: units without any coefficient, which is
/// 128 in every sample, in RGB as well (libjpeg, `jdhuff.c`: `insufficient_data`).
final class GreyTail implements Filled {
    private static final int GREY = 128;

    private final Raster raster;
    private final Header header;
    private final Damage damage;

    GreyTail(Raster raster, Header header, Damage damage) {
        this.raster = raster;
        this.header = header;
        this.damage = damage;
    }

    @Override
    public Extent extent() {
        return above(raster.getHeight());
    }

    /// @param rows that are there at most
    Extent above(int rows) {
        int unsure = header.unsureRows();
        int filled = unsure == 0 ? rows : filledRows(rows);
        if (filled < rows) {
            return new Extent(0, filled / unsure * unsure - unsure, header.coarse());
        }
        boolean lastIsBroken =
                unsure > 0 && header.truncated() && damage.message().isPresent();
        return new Extent(0, lastIsBroken ? (rows - 1) / unsure * unsure : rows, header.coarse());
    }

    /// Rows without the grey ones at the end.
    private int filledRows(int rows) {
        int[] row = new int[raster.getWidth() * raster.getNumBands()];
        for (int y = rows; y > 0; y--) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y - 1, raster.getWidth(), 1, row);
            for (int sample : row) {
                if (sample != GREY) {
                    return y;
                }
            }
        }
        return 0;
    }
}
