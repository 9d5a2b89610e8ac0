package photos.processor.render;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadUpdateListener;

/// Follows a decoder of PNG or GIF, which says which rows it has written.
///
/// An interlaced picture comes in passes, each of a finer grid. If it ends early, the last whole pass is shown, every
/// pixel of its grid as a block; if not even the first is whole, so many rows of blocks as are there.
final class Passes implements Filled, IIOReadUpdateListener {
    private final WritableRaster raster;
    private final Deadline deadline;
    private Optional<Grid> whole = Optional.empty();
    private Grid current = new Grid(1, 1);
    private int nextRow;

    /// The block that each pixel stands for after a pass.
    private record Grid(int width, int height) {}

    Passes(WritableRaster raster, Deadline deadline) {
        this.raster = raster;
        this.deadline = deadline;
    }

    @Override
    public void passStarted(
            ImageReader source,
            BufferedImage image,
            int pass,
            int minPass,
            int maxPass,
            int minX,
            int minY,
            int periodX,
            int periodY,
            int[] bands) {
        if (nextRow > 0) {
            whole = Optional.of(current);
        }
        // A pass that does not begin at an edge lies in the middle between the pixels of those before.
        current = new Grid(minX == 0 ? periodX : minX, minY == 0 ? periodY : minY);
        nextRow = 0;
    }

    @Override
    public void imageUpdate(
            ImageReader source,
            BufferedImage image,
            int minX,
            int minY,
            int width,
            int height,
            int periodX,
            int periodY,
            int[] bands) {
        nextRow = minY + 1;
    }

    @Override
    public Extent extent() {
        int height = raster.getHeight();
        Grid shown = whole.orElse(current);
        boolean coarse = shown.width > 1 || shown.height > 1;
        int rows = whole.isPresent() ? height : nextRow == 0 ? 0 : (int) Math.min(height, nextRow - 1L + shown.height);
        if (coarse) {
            spread(shown, rows);
        }
        return new Extent(0, rows, coarse);
    }

    private void spread(Grid grid, int rows) {
        int width = raster.getWidth();
        for (int y = 0; y < rows; y++) {
            deadline.check();
            Object row = raster.getDataElements(0, y - y % grid.height, width, 1, null);
            raster.setDataElements(0, y, width, 1, row);
            if (y % grid.height == 0) {
                for (int x = 0; x < width; x++) {
                    if (x % grid.width != 0) {
                        raster.setDataElements(x, y, raster.getDataElements(x - 1, y, null));
                    }
                }
            }
        }
    }

    @Override
    public void passComplete(ImageReader source, BufferedImage image) {}

    @Override
    public void thumbnailPassStarted(
            ImageReader source,
            BufferedImage thumbnail,
            int pass,
            int minPass,
            int maxPass,
            int minX,
            int minY,
            int periodX,
            int periodY,
            int[] bands) {}

    @Override
    public void thumbnailUpdate(
            ImageReader source,
            BufferedImage thumbnail,
            int minX,
            int minY,
            int width,
            int height,
            int periodX,
            int periodY,
            int[] bands) {}

    @Override
    public void thumbnailPassComplete(ImageReader source, BufferedImage thumbnail) {}
}
