package photos.processor.plane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Makes columns of rows, in blocks of eight by eight samples held in eight longs.
final class Transposition {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK = 8;
    private static final long EVERY_BYTE = 0x00FF00FF00FF00FFL;
    private static final long EVERY_SHORT = 0x0000FFFF0000FFFFL;
    private static final long LOW_INT = 0xFFFFFFFFL;

    private Transposition() {}

    /// @param target as wide as the source is high and as high as it is wide
    static void transpose(Plane source, Plane target) {
        int wholeX = source.width() / BLOCK * BLOCK;
        int wholeY = source.height() / BLOCK * BLOCK;
        for (int x = 0; x < wholeX; x += BLOCK) {
            for (int y = 0; y < wholeY; y += BLOCK) {
                block(source, x, y, target);
            }
        }
        single(source, wholeX, source.width(), 0, source.height(), target);
        single(source, 0, wholeX, wholeY, source.height(), target);
    }

    private static void single(Plane source, int fromX, int toX, int fromY, int toY, Plane target) {
        for (int y = fromY; y < toY; y++) {
            int row = source.row(y);
            for (int x = fromX; x < toX; x++) {
                target.samples()[target.row(x) + y] = source.samples()[row + x];
            }
        }
    }

    /// Swaps single samples across the diagonal of each pair of rows, then pairs of samples, then fours.
    private static void block(Plane source, int x, int y, Plane target) {
        byte[] from = source.samples();
        int step = source.stride();
        int at = source.row(y) + x;
        long a = (long) LONGS.get(from, at);
        long b = (long) LONGS.get(from, at + step);
        long c = (long) LONGS.get(from, at + 2 * step);
        long d = (long) LONGS.get(from, at + 3 * step);
        long e = (long) LONGS.get(from, at + 4 * step);
        long f = (long) LONGS.get(from, at + 5 * step);
        long g = (long) LONGS.get(from, at + 6 * step);
        long h = (long) LONGS.get(from, at + 7 * step);

        long ab = ((a >>> 8) ^ b) & EVERY_BYTE;
        a ^= ab << 8;
        b ^= ab;
        long cd = ((c >>> 8) ^ d) & EVERY_BYTE;
        c ^= cd << 8;
        d ^= cd;
        long ef = ((e >>> 8) ^ f) & EVERY_BYTE;
        e ^= ef << 8;
        f ^= ef;
        long gh = ((g >>> 8) ^ h) & EVERY_BYTE;
        g ^= gh << 8;
        h ^= gh;

        long ac = ((a >>> 16) ^ c) & EVERY_SHORT;
        a ^= ac << 16;
        c ^= ac;
        long bd = ((b >>> 16) ^ d) & EVERY_SHORT;
        b ^= bd << 16;
        d ^= bd;
        long eg = ((e >>> 16) ^ g) & EVERY_SHORT;
        e ^= eg << 16;
        g ^= eg;
        long fh = ((f >>> 16) ^ h) & EVERY_SHORT;
        f ^= fh << 16;
        h ^= fh;

        long ae = ((a >>> 32) ^ e) & LOW_INT;
        a ^= ae << 32;
        e ^= ae;
        long bf = ((b >>> 32) ^ f) & LOW_INT;
        b ^= bf << 32;
        f ^= bf;
        long cg = ((c >>> 32) ^ g) & LOW_INT;
        c ^= cg << 32;
        g ^= cg;
        long dh = ((d >>> 32) ^ h) & LOW_INT;
        d ^= dh << 32;
        h ^= dh;

        byte[] to = target.samples();
        int out = target.row(x) + y;
        int down = target.stride();
        LONGS.set(to, out, a);
        LONGS.set(to, out + down, b);
        LONGS.set(to, out + 2 * down, c);
        LONGS.set(to, out + 3 * down, d);
        LONGS.set(to, out + 4 * down, e);
        LONGS.set(to, out + 5 * down, f);
        LONGS.set(to, out + 6 * down, g);
        LONGS.set(to, out + 7 * down, h);
    }
}
