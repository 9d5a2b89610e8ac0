package photos.processor.plane;

import java.util.LinkedHashMap;
import java.util.Map;

/// Brings planes to another size, one axis after the other.
///
/// Holds its buffers and weights for the next plane: for one thread at a time.
public final class Resampler {
    private static final int REMEMBERED = 64;

    /// So many source samples for one of the target and more are first brought down by plain means: the weights of a
    /// wide filter would be so small that their rounding shows as stripes.
    private static final int STEEP = 6;

    /// What is then left for the filter.
    private static final int LEFT = 3;

    /// @param available samples of the source
    private record Axis(int available, Span span, int target) {
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

    private final Kernel kernel;
    private final Map<Axis, Weights> weights = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Axis, Weights> eldest) {
            return size() > REMEMBERED;
        }
    };

    private Resampler(Kernel kernel) {
        this.kernel = kernel;
    }

    /// With vector instructions where the Java runtime was started with `--add-modules jdk.incubator.vector`.
    public static Resampler create() {
        return hasVectors() ? new Resampler(new VectorKernel()) : plain();
    }

    /// Without them.
    public static Resampler plain() {
        return new Resampler(new PlainKernel());
    }

    /// Whether the Vector API is there, and has instructions of this machine to use.
    public static boolean hasVectors() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && VectorKernel.isFastHere();
    }

    /// Gives back what is too much to be kept for the next plane.
    public void trim() {
        kernel.trim();
    }

    /// Sets every sample of the target.
    ///
    /// @param across what of the source's width the target's stands for
    /// @param down what of its height
    public void resample(Plane source, Span across, Span down, Plane target) {
        int columns = box(across.length() / target.width());
        int rows = box(down.length() / target.height());
        if (columns > 1 || rows > 1) {
            resample(source.means(columns, rows), across.dividedBy(columns), down.dividedBy(rows), target);
            return;
        }
        Axis horizontal = new Axis(source.width(), across, target.width());
        int left = horizontal.firstNeeded();
        Plane needed = source.columns(left, horizontal.lastNeeded() + 1);
        Axis narrowed = new Axis(needed.width(), new Span(across.start() - left, across.length()), target.width());
        Axis vertical = new Axis(source.height(), down, target.height());
        kernel.resample(needed, weights(narrowed), weights(vertical), target);
    }

    private static int box(double ratio) {
        return ratio < STEEP ? 1 : (int) (ratio / LEFT);
    }

    private Weights weights(Axis axis) {
        return weights.computeIfAbsent(axis, Axis::weights);
    }
}
