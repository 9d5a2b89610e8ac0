package photos.processor.plane;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// Four blocks of eight by eight samples at a time, side by side in eight vectors of four longs.
final class VectorTransposition implements Transposition {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_256;
    private static final int WIDTH = BYTES.length();
    private static final int BLOCK = 8;
    private static final int BLOCKS = WIDTH / BLOCK;
    private static final long EVERY_BYTE = 0x00FF00FF00FF00FFL;
    private static final long EVERY_SHORT = 0x0000FFFF0000FFFFL;
    private static final long LOW_INT = 0xFFFFFFFFL;

    private final PlainTransposition rest = new PlainTransposition();
    private final long[] columns = new long[WIDTH];

    @Override
    public void transpose(Plane source, Plane target) {
        int wholeX = source.width() / WIDTH * WIDTH;
        int wholeY = source.height() / BLOCK * BLOCK;
        for (int x = 0; x < wholeX; x += WIDTH) {
            for (int y = 0; y < wholeY; y += BLOCK) {
                turn(source.samples(), source.row(y) + x, source.stride());
                store(target.samples(), target.row(x) + y, target.stride());
            }
        }
        if (wholeX < source.width()) {
            rest.transpose(source.columns(wholeX, source.width()), target.rows(wholeX, source.width()));
        }
        if (wholeX > 0 && wholeY < source.height()) {
            rest.transpose(
                    source.columns(0, wholeX).rows(wholeY, source.height()),
                    target.rows(0, wholeX).columns(wholeY, source.height()));
        }
    }

    /// Swaps single samples across the diagonal of each pair of rows, then pairs of samples, then fours. Written out,
    /// because the compiler keeps vectors in registers only where it sees all of it at once.
    private void turn(byte[] from, int at, int step) {
        LongVector a = row(from, at);
        LongVector b = row(from, at + step);
        LongVector c = row(from, at + 2 * step);
        LongVector d = row(from, at + 3 * step);
        LongVector e = row(from, at + 4 * step);
        LongVector f = row(from, at + 5 * step);
        LongVector g = row(from, at + 6 * step);
        LongVector h = row(from, at + 7 * step);

        LongVector ab = a.lanewise(LSHR, 8).lanewise(XOR, b).and(EVERY_BYTE);
        a = a.lanewise(XOR, ab.lanewise(LSHL, 8));
        b = b.lanewise(XOR, ab);
        LongVector cd = c.lanewise(LSHR, 8).lanewise(XOR, d).and(EVERY_BYTE);
        c = c.lanewise(XOR, cd.lanewise(LSHL, 8));
        d = d.lanewise(XOR, cd);
        LongVector ef = e.lanewise(LSHR, 8).lanewise(XOR, f).and(EVERY_BYTE);
        e = e.lanewise(XOR, ef.lanewise(LSHL, 8));
        f = f.lanewise(XOR, ef);
        LongVector gh = g.lanewise(LSHR, 8).lanewise(XOR, h).and(EVERY_BYTE);
        g = g.lanewise(XOR, gh.lanewise(LSHL, 8));
        h = h.lanewise(XOR, gh);

        LongVector ac = a.lanewise(LSHR, 16).lanewise(XOR, c).and(EVERY_SHORT);
        a = a.lanewise(XOR, ac.lanewise(LSHL, 16));
        c = c.lanewise(XOR, ac);
        LongVector bd = b.lanewise(LSHR, 16).lanewise(XOR, d).and(EVERY_SHORT);
        b = b.lanewise(XOR, bd.lanewise(LSHL, 16));
        d = d.lanewise(XOR, bd);
        LongVector eg = e.lanewise(LSHR, 16).lanewise(XOR, g).and(EVERY_SHORT);
        e = e.lanewise(XOR, eg.lanewise(LSHL, 16));
        g = g.lanewise(XOR, eg);
        LongVector fh = f.lanewise(LSHR, 16).lanewise(XOR, h).and(EVERY_SHORT);
        f = f.lanewise(XOR, fh.lanewise(LSHL, 16));
        h = h.lanewise(XOR, fh);

        LongVector ae = a.lanewise(LSHR, 32).lanewise(XOR, e).and(LOW_INT);
        a = a.lanewise(XOR, ae.lanewise(LSHL, 32));
        e = e.lanewise(XOR, ae);
        LongVector bf = b.lanewise(LSHR, 32).lanewise(XOR, f).and(LOW_INT);
        b = b.lanewise(XOR, bf.lanewise(LSHL, 32));
        f = f.lanewise(XOR, bf);
        LongVector cg = c.lanewise(LSHR, 32).lanewise(XOR, g).and(LOW_INT);
        c = c.lanewise(XOR, cg.lanewise(LSHL, 32));
        g = g.lanewise(XOR, cg);
        LongVector dh = d.lanewise(LSHR, 32).lanewise(XOR, h).and(LOW_INT);
        d = d.lanewise(XOR, dh.lanewise(LSHL, 32));
        h = h.lanewise(XOR, dh);

        a.intoArray(columns, 0);
        b.intoArray(columns, BLOCKS);
        c.intoArray(columns, 2 * BLOCKS);
        d.intoArray(columns, 3 * BLOCKS);
        e.intoArray(columns, 4 * BLOCKS);
        f.intoArray(columns, 5 * BLOCKS);
        g.intoArray(columns, 6 * BLOCKS);
        h.intoArray(columns, 7 * BLOCKS);
    }

    private static LongVector row(byte[] from, int at) {
        return ByteVector.fromArray(BYTES, from, at).reinterpretAsLongs();
    }

    private void store(byte[] to, int at, int down) {
        int row = at;
        for (int block = 0; block < BLOCKS; block++) {
            for (int column = 0; column < BLOCK; column++) {
                LONGS.set(to, row, columns[column * BLOCKS + block]);
                row += down;
            }
        }
    }
}
