package photos.processor.plane;

/// [Weights] laid out for vectors: neighbouring target samples form groups that are computed at once, one in each lane
/// of 16 bits. Taps come in pairs, whose two source samples lie side by side and so share a lane. What a group's first
/// pair needs lies within one vector of bytes, and that of the pair after it two bytes further on.
final class Gathering {
    private static final int LANES = VectorKernel.LANES.length();
    private static final int REACH = VectorKernel.BYTES.length();

    private final int size;
    private final int count;
    private final int pairs;
    private final int[] starts;
    private final byte[] places;
    private final short[] weights;

    Gathering(Weights weights) {
        this.size = size(weights);
        this.count = weights.count();
        this.pairs = Math.ceilDiv(weights.taps(), 2);
        int groups = Math.ceilDiv(count, size);
        this.starts = new int[groups];
        this.places = new byte[groups * REACH];
        this.weights = new short[groups * 2 * pairs * LANES];
        for (int group = 0; group < groups; group++) {
            lay(group, weights);
        }
    }

    /// As many as the lanes, as the target, and as one vector reaches.
    private static int size(Weights weights) {
        int size = Math.min(LANES, Integer.highestOneBit(weights.count()));
        while (size > 1 && widest(weights, size) + 1 >= REACH) {
            size /= 2;
        }
        return size;
    }

    /// From one's first source sample to that of the last one in its group.
    private static int widest(Weights weights, int size) {
        int widest = 0;
        for (int i = 0; i + size <= weights.count(); i++) {
            widest = Math.max(widest, weights.start(i + size - 1) - weights.start(i));
        }
        return widest;
    }

    private void lay(int group, Weights from) {
        int first = target(group);
        starts[group] = from.start(first);
        for (int lane = 0; lane < size; lane++) {
            byte place = (byte) (from.start(first + lane) - starts[group]);
            places[group * REACH + 2 * lane] = place;
            places[group * REACH + 2 * lane + 1] = (byte) (place + 1);
            for (int tap = 0; tap < from.taps(); tap++) {
                weights[(group * 2 * pairs + tap) * LANES + lane] = from.all()[(first + lane) * from.taps() + tap];
            }
        }
    }

    /// The last one may overlap the one before.
    int groups() {
        return starts.length;
    }

    /// Of taps; where their number is odd, the second of the last pair weighs nothing.
    int pairs() {
        return pairs;
    }

    /// The source sample that a group's first vector begins with.
    int start(int group) {
        return starts[group];
    }

    /// The first target sample of a group.
    int target(int group) {
        return Math.min(group * size, count - size);
    }

    /// For each group a vector of bytes: how far each target sample's first two source samples are from the group's.
    byte[] places() {
        return places;
    }

    /// For each group and tap a vector of shorts.
    short[] weights() {
        return weights;
    }
}
