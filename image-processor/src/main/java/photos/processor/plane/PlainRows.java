package photos.processor.plane;

/// In plain loops, of a shape that the just-in-time compiler turns into vector instructions.
final class PlainRows implements Rows {
    private static final int BLOCK = 512;
    private static final int HALF = 1 << (Weights.SHIFT - 1);

    private final int[] sums = new int[BLOCK];

    @Override
    public void blend(Plane source, Weights weights, int row, byte[] target, int to) {
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
