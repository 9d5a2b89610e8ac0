package photos.processor.plane;

import photos.image.Dimensions;

/// One channel of a picture: unsigned samples of eight bits, row by row.
public final class Plane {
    private final byte[] samples;
    private final int offset;
    private final int width;
    private final int height;
    private final int stride;

    /// @param samples shared, not copied
    /// @param offset index of the first row's first sample
    /// @param stride samples from the start of one row to that of the next; negative for rows from the bottom up
    public Plane(byte[] samples, int offset, int width, int height, int stride) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a plane has samples, was " + width + "x" + height);
        }
        long last = offset + (long) stride * (height - 1);
        if (Math.min(offset, last) < 0 || Math.max(offset, last) + width > samples.length) {
            throw new IllegalArgumentException("a plane of " + width + "x" + height + " with a stride of " + stride
                    + " from " + offset + " does not fit into " + samples.length + " samples");
        }
        this.samples = samples;
        this.offset = offset;
        this.width = width;
        this.height = height;
        this.stride = stride;
    }

    /// A black one.
    public static Plane of(int width, int height) {
        return new Plane(new byte[Math.multiplyExact(width, height)], 0, width, height, width);
    }

    /// Without copying: the last row is the first of the new one.
    public Plane upsideDown() {
        return new Plane(samples, row(height - 1), width, height, -stride);
    }

    /// Without copying: some of its columns, all rows.
    public Plane columns(int from, int to) {
        return new Plane(samples, offset + from, to - from, height, stride);
    }

    /// Without copying: some of its rows, all columns.
    public Plane rows(int from, int to) {
        return new Plane(samples, row(from), width, to - from, stride);
    }

    /// The samples themselves.
    public byte[] samples() {
        return samples;
    }

    /// Index of the first row's first sample.
    public int offset() {
        return offset;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// Samples from the start of one row to that of the next.
    public int stride() {
        return stride;
    }

    public Dimensions size() {
        return new Dimensions(width, height);
    }

    /// 0 to 255.
    public int at(int x, int y) {
        return samples[offset + y * stride + x] & 0xFF;
    }

    /// @param target of the same size
    public void copyTo(Plane target) {
        for (int y = 0; y < height; y++) {
            System.arraycopy(samples, row(y), target.samples, target.row(y), width);
        }
    }

    /// @param target as wide as this is high and as high as it is wide
    public void transposeTo(Plane target) {
        Transposition.transpose(this, target);
    }

    /// Each sample the mean of a box of these. All boxes are whole: the last ones of a row and a column reach back over
    /// those before them.
    ///
    /// @param columns of a box
    /// @param rows of a box
    Plane means(int columns, int rows) {
        if (columns > width || rows > height) {
            throw new IllegalArgumentException(
                    "a box of " + columns + "x" + rows + " is larger than a plane of " + width + "x" + height);
        }
        Plane target = of(Math.ceilDiv(width, columns), Math.ceilDiv(height, rows));
        long[] sums = new long[target.width];
        int count = Math.multiplyExact(columns, rows);
        for (int row = 0; row < target.height; row++) {
            int top = Math.min(row * rows, height - rows);
            for (int y = top; y < top + rows; y++) {
                addTo(sums, y, columns);
            }
            int first = target.row(row);
            for (int x = 0; x < target.width; x++) {
                target.samples[first + x] = (byte) ((sums[x] + count / 2) / count);
                sums[x] = 0;
            }
        }
        return target;
    }

    private void addTo(long[] sums, int y, int columns) {
        for (int x = 0; x < sums.length; x++) {
            int from = row(y) + Math.min(x * columns, width - columns);
            long sum = sums[x];
            for (int at = from; at < from + columns; at++) {
                sum += samples[at] & 0xFF;
            }
            sums[x] = sum;
        }
    }

    /// Brings the left to the right, in place.
    public void mirror() {
        for (int y = 0; y < height; y++) {
            int left = row(y);
            for (int right = left + width - 1; left < right; left++, right--) {
                byte sample = samples[left];
                samples[left] = samples[right];
                samples[right] = sample;
            }
        }
    }

    /// Index of a row's first sample.
    public int row(int y) {
        return offset + y * stride;
    }
}
