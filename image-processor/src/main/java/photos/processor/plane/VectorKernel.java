package photos.processor.plane;

import java.util.Map;
import java.util.WeakHashMap;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// With the vector instructions of the Vector API, in lanes of 16 bits: each target row is blended from source rows
/// into a line of its own, and that line along itself.
///
/// Holds its buffers for the next plane.
final class VectorKernel implements Kernel {
    static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    static final VectorSpecies<Short> LANES = ShortVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Byte> NARROW =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(BYTES.vectorBitSize() / 2));
    private static final int STEP = BYTES.length();
    private static final int MIN_LANES = 16;
    private static final short LOW = 0xFF;
    private static final short SIGNS = (short) 0x8080;
    /// Half a unit for rounding, less 128 units: sums may wrap around on the way and end within 16 bits.
    private static final short BEGIN = (1 << (Weights.SHIFT - 1)) - (128 << Weights.SHIFT);

    private final PlainKernel narrow = new PlainKernel();
    private final Map<Weights, Gathering> gatherings = new WeakHashMap<>();
    private final Buffer line = new Buffer();
    private final Buffer row = new Buffer();

    /// Without such registers the Vector API works with objects, far slower than plain loops.
    static boolean isFastHere() {
        return LANES.length() >= MIN_LANES;
    }

    @Override
    public void resample(Plane source, Weights across, Weights down, Plane target) {
        if (source.width() < STEP) {
            narrow.resample(source, across, down, target);
            return;
        }
        Gathering gathering = gatherings.computeIfAbsent(across, Gathering::new);
        // Vectors read and write past what counts.
        byte[] blended = line.ofAtLeast(source.width() + across.taps() + 1 + STEP);
        byte[] gathered = row.ofAtLeast(target.width() + STEP);
        for (int y = 0; y < target.height(); y++) {
            blend(source, down, y, blended);
            gather(blended, gathering, gathered);
            System.arraycopy(gathered, 0, target.samples(), target.row(y), target.width());
        }
    }

    @Override
    public void trim() {
        narrow.trim();
    }

    /// The last step overlaps the one before.
    private static void blend(Plane source, Weights weights, int y, byte[] target) {
        byte[] samples = source.samples();
        int from = source.row(weights.start(y));
        int first = y * weights.taps();
        int last = first + weights.taps();
        int width = source.width();
        if (width < 2 * STEP) {
            one(samples, from, source.stride(), weights.all(), first, last, target, 0);
            one(samples, from + width - STEP, source.stride(), weights.all(), first, last, target, width - STEP);
            return;
        }
        int end = width - 2 * STEP;
        for (int x = 0; x < end; x += 2 * STEP) {
            two(samples, from + x, source.stride(), weights.all(), first, last, target, x);
        }
        two(samples, from + end, source.stride(), weights.all(), first, last, target, end);
    }

    /// Samples at even and at odd places are added up apart, each in a lane as wide as two.
    private static void one(
            byte[] source, int from, int stride, short[] weights, int first, int last, byte[] target, int to) {
        ShortVector even = ShortVector.broadcast(LANES, BEGIN);
        ShortVector odd = even;
        int at = from;
        for (int tap = first; tap < last; tap++) {
            ShortVector weight = ShortVector.broadcast(LANES, weights[tap]);
            ShortVector pairs = pairs(source, at);
            even = even.add(pairs.and(LOW).mul(weight));
            odd = odd.add(pairs.lanewise(VectorOperators.LSHR, 8).mul(weight));
            at += stride;
        }
        store(even, odd, target, to);
    }

    private static void two(
            byte[] source, int from, int stride, short[] weights, int first, int last, byte[] target, int to) {
        ShortVector evenOne = ShortVector.broadcast(LANES, BEGIN);
        ShortVector oddOne = evenOne;
        ShortVector evenTwo = evenOne;
        ShortVector oddTwo = evenOne;
        int at = from;
        for (int tap = first; tap < last; tap++) {
            ShortVector weight = ShortVector.broadcast(LANES, weights[tap]);
            ShortVector one = pairs(source, at);
            ShortVector two = pairs(source, at + STEP);
            evenOne = evenOne.add(one.and(LOW).mul(weight));
            oddOne = oddOne.add(one.lanewise(VectorOperators.LSHR, 8).mul(weight));
            evenTwo = evenTwo.add(two.and(LOW).mul(weight));
            oddTwo = oddTwo.add(two.lanewise(VectorOperators.LSHR, 8).mul(weight));
            at += stride;
        }
        store(evenOne, oddOne, target, to);
        store(evenTwo, oddTwo, target, to + STEP);
    }

    private static ShortVector pairs(byte[] source, int at) {
        return ByteVector.fromArray(BYTES, source, at).reinterpretAsShorts();
    }

    private static void store(ShortVector even, ShortVector odd, byte[] target, int to) {
        clamped(even)
                .and(LOW)
                .or(clamped(odd).lanewise(VectorOperators.LSHL, 8))
                .lanewise(VectorOperators.XOR, SIGNS)
                .reinterpretAsBytes()
                .intoArray(target, to);
    }

    /// -128 to 127.
    private static ShortVector clamped(ShortVector sum) {
        return sum.lanewise(VectorOperators.ASHR, Weights.SHIFT)
                .max((short) -128)
                .min((short) 127);
    }

    private static ShortVector weights(Gathering gathering, int at) {
        return ShortVector.fromArray(LANES, gathering.weights(), at);
    }

    private static void gather(byte[] source, Gathering gathering, byte[] target) {
        for (int group = 0; group < gathering.groups(); group++) {
            ByteVector places = ByteVector.fromArray(BYTES, gathering.places(), group * STEP);
            int from = gathering.start(group);
            int weight = group * 2 * gathering.pairs() * LANES.length();
            ShortVector firsts = ShortVector.broadcast(LANES, BEGIN);
            ShortVector seconds = ShortVector.zero(LANES);
            for (int pair = 0; pair < gathering.pairs(); pair++) {
                ShortVector samples = places.selectFrom(ByteVector.fromArray(BYTES, source, from + 2 * pair))
                        .reinterpretAsShorts();
                firsts = firsts.add(samples.and(LOW).mul(weights(gathering, weight)));
                seconds = seconds.add(
                        samples.lanewise(VectorOperators.LSHR, 8).mul(weights(gathering, weight + LANES.length())));
                weight += 2 * LANES.length();
            }
            ((ByteVector) clamped(firsts.add(seconds)).convertShape(VectorOperators.S2B, NARROW, 0))
                    .lanewise(VectorOperators.XOR, (byte) SIGNS)
                    .intoArray(target, gathering.target(group));
        }
    }
}
