package photos.processor.render;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import photos.image.Dimensions;
import photos.processor.plane.Colours;
import photos.processor.plane.Picture;
import photos.processor.plane.Plane;
import photos.processor.plane.Subsampling;

/// Takes the rows a decoder gives one after the other and keeps only means: of two, four or eight pixels each way one.
/// To the decoder it looks as large as the picture. Of several passes over it the last one counts.
final class ReducingRaster extends WritableRaster {
    private static final int NO_SHIFT = -1;

    private final int shrink;
    private final int channels;
    private final Dimensions reduced;
    private final List<Plane> planes = new ArrayList<>();
    /// Of each column of samples, over the rows since the last means.
    private final int[] sums;
    private final byte[] row;
    private int next;

    /// @param channels 1 or 3
    ReducingRaster(Dimensions size, int channels, int shrink) {
        super(
                new PixelInterleavedSampleModel(
                        DataBuffer.TYPE_BYTE,
                        size.width(),
                        size.height(),
                        channels,
                        channels * size.width(),
                        channels == 1 ? new int[] {0} : new int[] {0, 1, 2}),
                new DataBufferByte(0),
                new Point());
        this.shrink = shrink;
        this.channels = channels;
        this.reduced = new Dimensions(Math.ceilDiv(size.width(), shrink), Math.ceilDiv(size.height(), shrink));
        for (int channel = 0; channel < channels; channel++) {
            planes.add(Plane.of(reduced.width(), reduced.height()));
        }
        this.sums = new int[channels * size.width()];
        this.row = new byte[channels * size.width()];
    }

    @Override
    public void setRect(int dx, int dy, Raster source) {
        Rectangle bounds = source.getBounds();
        if (dy == 0) {
            next = 0; // a finer pass over a progressive picture
            Arrays.fill(sums, 0);
        }
        for (int y = 0; y < bounds.height; y++) {
            if (dy + y != next || bounds.width != width) {
                throw new IllegalStateException("expected row " + next + " and all of it, got row " + (dy + y) + " of "
                        + bounds.width + " pixels");
            }
            source.getDataElements(bounds.x, bounds.y + y, width, 1, row);
            add();
        }
    }

    @Override
    public void setRect(Raster source) {
        setRect(0, 0, source);
    }

    private void add() {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += row[i] & 0xFF;
        }
        next++;
        if (next % shrink == 0 || next == height) {
            int rows = (next - 1) % shrink + 1;
            addNeighbours();
            int whole = width / shrink;
            store((next - 1) / shrink, 0, whole, rows * shrink);
            store((next - 1) / shrink, whole, reduced.width(), rows * (width - whole * shrink));
            Arrays.fill(sums, 0);
        }
    }

    /// Brings the sums of the columns of each cell together, half as many each time.
    private void addNeighbours() {
        int pixels = width;
        for (int step = 1; step < shrink; step *= 2) {
            int pairs = pixels / 2;
            for (int channel = 0; channel < channels; channel++) {
                int from = channel;
                int to = channel;
                for (int pair = 0; pair < pairs; pair++) {
                    sums[to] = sums[from] + sums[from + channels];
                    to += channels;
                    from += 2 * channels;
                }
                if (pixels % 2 == 1) {
                    sums[to] = sums[from];
                }
            }
            pixels = Math.ceilDiv(pixels, 2);
        }
    }

    /// @param count pixels that each sum is of
    private void store(int y, int from, int to, int count) {
        int shift = Integer.bitCount(count) == 1 ? Integer.numberOfTrailingZeros(count) : NO_SHIFT;
        for (int channel = 0; channel < channels; channel++) {
            byte[] samples = planes.get(channel).samples();
            for (int x = from; x < to; x++) {
                int rounded = sums[x * channels + channel] + count / 2;
                samples[y * reduced.width() + x] = (byte) (shift == NO_SHIFT ? rounded / count : rounded >> shift);
            }
        }
    }

    /// Whether all rows have come.
    boolean isComplete() {
        return next == height;
    }

    Picture picture() {
        return new Picture(
                channels == 1 ? Colours.GREY : Colours.RGB,
                Subsampling.NONE,
                (double) width / shrink,
                (double) height / shrink,
                planes);
    }
}
