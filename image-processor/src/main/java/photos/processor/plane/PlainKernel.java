package photos.processor.plane;

/// In plain loops, of a shape that the just-in-time compiler turns into vector instructions: rows are blended, the
/// result is turned on its side, rows are blended again, and that is turned back. So both axes run over whole rows.
///
/// Holds its buffers for the next plane.
final class PlainKernel implements Kernel {
    private static final int BATCH = 32;
    private static final int BLOCK = 512;
    private static final int HALF = 1 << (Weights.SHIFT - 1);

    private final int[] sums = new int[BLOCK];
    private final Buffer batch = new Buffer();
    private final Buffer side = new Buffer();

    @Override
    public void resample(Plane source, Weights across, Weights down, Plane target) {
        int width = target.height();
        int height = source.width();
        Plane turned = new Plane(side.ofAtLeast(Math.multiplyExact(width, height)), 0, width, height, width);
        blendTurned(source, down, turned);
        blendTurned(turned, across, target);
    }

    /// @param target receives the source's columns as its rows, blended along them
    private void blendTurned(Plane source, Weights weights, Plane target) {
        int width = source.width();
        byte[] rows = batch.ofAtLeast(BATCH * width);
        for (int from = 0; from < target.width(); from += BATCH) {
            int count = Math.min(BATCH, target.width() - from);
            for (int i = 0; i < count; i++) {
                blend(source, weights, from + i, rows, i * width);
            }
            Transposition.transpose(new Plane(rows, 0, width, count, width), target.columns(from, from + count));
        }
    }

    private void blend(Plane source, Weights weights, int row, byte[] target, int to) {
        int from = source.row(weights.start(row));
        int first = row * weights.taps();
        int width = source.width();
        for (int x = 0; x < width; x += BLOCK) {
            int count = Math.min(BLOCK, width - x);
            add(source.samples(), from + x, source.stride(), weights.all(), first, weights.taps(), count);
            for (int i = 0; i < count; i++) {
                target[to + x + i] = (byte) Math.max(0, Math.min(255, (sums[i] + HALF) >> Weights.SHIFT));
            }
        }
    }

    @Override
    public void trim() {
        batch.trim();
        side.trim();
    }

    private void add(byte[] source, int from, int stride, short[] weights, int first, int taps, int count) {
        int[] sum = sums;
        int row = from;
        int weight = weights[first];
        for (int i = 0; i < count; i++) {
            sum[i] = weight * (source[row + i] & 0xFF);
        }
        int tap = 1;
        for (; tap + 1 < taps; tap += 2) {
            int one = from + tap * stride;
            int two = one + stride;
            int weightOne = weights[first + tap];
            int weightTwo = weights[first + tap + 1];
            for (int i = 0; i < count; i++) {
                sum[i] += weightOne * (source[one + i] & 0xFF) + weightTwo * (source[two + i] & 0xFF);
            }
        }
        if (tap < taps) {
            row = from + tap * stride;
            weight = weights[first + tap];
            for (int i = 0; i < count; i++) {
                sum[i] += weight * (source[row + i] & 0xFF);
            }
        }
    }
}
