package photos.processor.plane;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// With the vector instructions of the Vector API, sixteen samples at a time in lanes of 16 bits.
final class VectorRows implements Rows {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_128;
    private static final VectorSpecies<Short> LANES = ShortVector.SPECIES_256;
    private static final int STEP = BYTES.length();
    private static final byte SIGN = (byte) 0x80;
    /// Half a unit for rounding, less 128 units: sums may wrap around on the way and end within 16 bits.
    private static final short BEGIN = (1 << (Weights.SHIFT - 1)) - (128 << Weights.SHIFT);

    /// Without such registers the Vector API works with objects, far slower than plain loops.
    static boolean isFastHere() {
        return ShortVector.SPECIES_PREFERRED.length() >= LANES.length();
    }

    private final PlainRows narrow = new PlainRows();

    @Override
    public void blend(Plane source, Weights weights, int row, byte[] target, int to) {
        int width = source.width();
        if (width < STEP) {
            narrow.blend(source, weights, row, target, to);
            return;
        }
        byte[] samples = source.samples();
        int from = source.row(weights.start(row));
        int stride = source.stride();
        int first = row * weights.taps();
        int last = first + weights.taps();
        if (width < 2 * STEP) {
            one(samples, from, stride, weights.all(), first, last, target, to);
            one(samples, from + width - STEP, stride, weights.all(), first, last, target, to + width - STEP);
            return;
        }
        int end = width - 2 * STEP;
        for (int x = 0; x < end; x += 2 * STEP) {
            two(samples, from + x, stride, weights.all(), first, last, target, to + x);
        }
        two(samples, from + end, stride, weights.all(), first, last, target, to + end);
    }

    private static void one(
            byte[] source, int from, int stride, short[] weights, int first, int last, byte[] target, int to) {
        ShortVector sum = ShortVector.broadcast(LANES, BEGIN);
        int at = from;
        for (int tap = first; tap < last; tap++) {
            sum = sum.add(lanes(source, at).mul(weights[tap]));
            at += stride;
        }
        store(sum, target, to);
    }

    private static void two(
            byte[] source, int from, int stride, short[] weights, int first, int last, byte[] target, int to) {
        ShortVector sumOne = ShortVector.broadcast(LANES, BEGIN);
        ShortVector sumTwo = sumOne;
        int at = from;
        for (int tap = first; tap < last; tap++) {
            ShortVector weight = ShortVector.broadcast(LANES, weights[tap]);
            sumOne = sumOne.add(lanes(source, at).mul(weight));
            sumTwo = sumTwo.add(lanes(source, at + STEP).mul(weight));
            at += stride;
        }
        store(sumOne, target, to);
        store(sumTwo, target, to + STEP);
    }

    private static ShortVector lanes(byte[] source, int at) {
        return (ShortVector)
                ByteVector.fromArray(BYTES, source, at).convertShape(VectorOperators.ZERO_EXTEND_B2S, LANES, 0);
    }

    private static void store(ShortVector sum, byte[] target, int to) {
        ((ByteVector) sum.lanewise(VectorOperators.ASHR, Weights.SHIFT)
                        .max((short) -128)
                        .min((short) 127)
                        .convertShape(VectorOperators.S2B, BYTES, 0))
                .lanewise(VectorOperators.XOR, SIGN)
                .intoArray(target, to);
    }
}
