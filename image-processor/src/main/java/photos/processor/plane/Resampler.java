package photos.processor.plane;

import java.util.LinkedHashMap;
import java.util.Map;

/// Brings planes to another size, one axis after the other: rows are blended, the result is turned on its side, rows
/// are blended again, and that is turned back. So both axes run over whole rows.
///
/// Holds its buffers for the next plane: for one thread at a time.
public final class Resampler {
    private static final int BATCH = 32;
    private static final int REMEMBERED = 64;
    private static final int KEPT_BYTES = 16 << 20;

    /// @param available samples of the source
    private record Axis(int available, Span span, int target) {
        boolean isIdentity() {
            return available == target && span.equals(Span.whole(available));
        }

        Weights weights() {
            return Weights.of(available, span, target);
        }

        int firstNeeded() {
            return Math.clamp((long) Math.floor(span.start() - reach()), 0, available - 1);
        }

        int lastNeeded() {
            return Math.clamp((long) Math.ceil(span.start() + span.length() + reach()), 0, available - 1);
        }

        private double reach() {
            return Weights.LOBES * Math.max(1, span.length() / target) + 1;
        }
    }

    private final Rows rows;
    private final Transposition transposition;
    private final Map<Axis, Weights> weights = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Axis, Weights> eldest) {
            return size() > REMEMBERED;
        }
    };
    private byte[] batch = {};
    private byte[] side = {};

    private Resampler(Rows rows, Transposition transposition) {
        this.rows = rows;
        this.transposition = transposition;
    }

    /// With vector instructions where the Java runtime was started with `--add-modules jdk.incubator.vector`.
    public static Resampler create() {
        return hasVectors() ? new Resampler(new VectorRows(), new VectorTransposition()) : plain();
    }

    /// Without them.
    public static Resampler plain() {
        return new Resampler(new PlainRows(), new PlainTransposition());
    }

    /// Whether the Vector API is there, and has instructions of this machine to use.
    public static boolean hasVectors() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && VectorRows.isFastHere();
    }

    /// Gives back what is too much to be kept for the next plane.
    public void trim() {
        if (side.length > KEPT_BYTES) {
            side = new byte[0];
        }
    }

    /// Sets every sample of the target.
    ///
    /// @param across what of the source's width the target's stands for
    /// @param down what of its height
    public void resample(Plane source, Span across, Span down, Plane target) {
        Axis horizontal = new Axis(source.width(), across, target.width());
        int left = horizontal.firstNeeded();
        Plane needed = source.columns(left, horizontal.lastNeeded() + 1);
        Axis narrowed = new Axis(needed.width(), new Span(across.start() - left, across.length()), target.width());

        int width = target.height();
        int height = needed.width();
        if (side.length < Math.multiplyExact(width, height)) {
            side = new byte[width * height];
        }
        Plane turned = new Plane(side, 0, width, height, width);
        blendTurned(needed, new Axis(source.height(), down, target.height()), turned);
        blendTurned(turned, narrowed, target);
    }

    /// @param target receives the source's columns as its rows, blended along them
    private void blendTurned(Plane source, Axis axis, Plane target) {
        if (axis.isIdentity()) {
            transposition.transpose(source, target);
            return;
        }
        Weights blend = weights.computeIfAbsent(axis, Axis::weights);
        int width = source.width();
        if (batch.length < BATCH * width) {
            batch = new byte[BATCH * width];
        }
        for (int from = 0; from < axis.target(); from += BATCH) {
            int count = Math.min(BATCH, axis.target() - from);
            for (int i = 0; i < count; i++) {
                rows.blend(source, blend, from + i, batch, i * width);
            }
            transposition.transpose(new Plane(batch, 0, width, count, width), target.columns(from, from + count));
        }
    }
}
