package photos.processor.plane;

import java.util.Arrays;

/// How the samples along one axis of the source add up to those of the target: for each target sample the first source
/// sample and one weight for each of the next ones. The filter is Lanczos with three lobes, widened by the ratio when
/// the picture gets smaller; at the ends its weights are what is left of it, brought back to a sum of one.
final class Weights {
    /// Weights are in units of 1/128: the sum of weighted samples, brought to -128..127, stays within 16 bits.
    static final int SHIFT = 7;

    private static final int ONE = 1 << SHIFT;
    /// Half the filter's width, in samples of the target or the source, whichever are larger.
    static final int LOBES = 3;

    private final int taps;
    private final int[] starts;
    private final short[] weights;

    private Weights(int taps, int[] starts, short[] weights) {
        this.taps = taps;
        this.starts = starts;
        this.weights = weights;
    }

    /// @param available samples there are in the source
    static Weights of(int available, Span span, int target) {
        double ratio = span.length() / target;
        double scale = Math.max(1, ratio);
        double reach = LOBES * scale;
        int taps = Math.min(available, (int) Math.ceil(2 * reach));
        int[] starts = new int[target];
        short[] weights = new short[target * taps];
        double[] exact = new double[taps];
        for (int i = 0; i < target; i++) {
            double centre = span.start() + (i + 0.5) * ratio;
            int start = Math.clamp((int) Math.ceil(centre - reach - 0.5), 0, available - taps);
            for (int tap = 0; tap < taps; tap++) {
                exact[tap] = lanczos((start + tap + 0.5 - centre) / scale);
            }
            starts[i] = start;
            quantise(exact, centre - start, weights, i * taps);
        }
        return trimmed(taps, starts, weights);
    }

    /// Source samples that add up to one of the target.
    int taps() {
        return taps;
    }

    /// Samples of the target.
    int count() {
        return starts.length;
    }

    int start(int target) {
        return starts[target];
    }

    /// All weights, those of one target sample after those of the one before.
    short[] all() {
        return weights;
    }

    private static double lanczos(double x) {
        double distance = Math.abs(x);
        if (distance < 1e-9) {
            return 1;
        }
        if (distance >= LOBES) {
            return 0;
        }
        double angle = Math.PI * distance;
        return LOBES * Math.sin(angle) * Math.sin(angle / LOBES) / (angle * angle);
    }

    /// Rounds so that the weights still add up to one: what one rounding leaves goes into the next.
    private static void quantise(double[] exact, double centre, short[] weights, int at) {
        double sum = Arrays.stream(exact).sum();
        if (sum <= 0) {
            // The span lies beyond the end: its nearest sample stands for it.
            weights[at + Math.clamp((long) Math.floor(centre), 0, exact.length - 1)] = ONE;
            return;
        }
        double carried = 0;
        for (int tap = 0; tap < exact.length; tap++) {
            double wanted = exact[tap] / sum * ONE + carried;
            weights[at + tap] = (short) Math.rint(wanted);
            carried = wanted - weights[at + tap];
        }
    }

    /// Without the taps at both ends that weigh nothing anywhere.
    private static Weights trimmed(int taps, int[] starts, short[] weights) {
        int first = 0;
        while (first < taps - 1 && isUnused(weights, taps, first)) {
            first++;
        }
        int last = taps - 1;
        while (last > first && isUnused(weights, taps, last)) {
            last--;
        }
        int used = last - first + 1;
        short[] fewer = new short[starts.length * used];
        for (int i = 0; i < starts.length; i++) {
            System.arraycopy(weights, i * taps + first, fewer, i * used, used);
            starts[i] += first;
        }
        return new Weights(used, starts, fewer);
    }

    private static boolean isUnused(short[] weights, int taps, int tap) {
        for (int i = tap; i < weights.length; i += taps) {
            if (weights[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
