package photos.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import photos.benchmarks.quality.Likeness;

/// What the renderer has to reach, with the 12 MP baseline photo, and whether it does.
final class Targets {
    private static final String PICTURE = "12mp";

    private final Results results;

    Targets(Results results) {
        this.results = results;
    }

    /// @param measured absent if something it needs was not there
    record Target(String what, boolean atMost, double limit, String unit, OptionalDouble measured) {
        String verdict() {
            if (measured.isEmpty()) {
                return "not measured";
            }
            double value = measured.getAsDouble();
            return (atMost ? value <= limit : value >= limit) ? "met" : "**missed**";
        }

        String limitText() {
            return (atMost ? "≤ " : "≥ ") + text(limit);
        }

        String measuredText() {
            return measured.isPresent() ? text(measured.getAsDouble()) : "–";
        }

        private String text(double value) {
            return String.format(Locale.ROOT, value >= 10 ? "%.0f" : "%.3f", value)
                            .replaceAll("(\\.\\d+?)0+$", "$1")
                    + unit;
        }
    }

    List<Target> all() {
        List<Target> all = new ArrayList<>();
        all.add(cpu("CPU time, of plain Thumbnailator's", Contenders.NATIVE, Contenders.THUMBNAILATOR, 1.0 / 25));
        all.add(cpu("CPU time, of `vipsthumbnail`'s", Contenders.NATIVE, Contenders.VIPSTHUMBNAIL, 0.11));
        all.add(cpu("CPU time, of sharp `clone()`'s", Contenders.NATIVE, Contenders.SHARP_CLONE, 0.23));
        all.add(cpu("CPU time, of sharp's at its best", Contenders.NATIVE, Contenders.SHARP_BEST, 0.5));
        all.add(cpu("CPU time, of hand-tuned libvips'", Contenders.NATIVE, Contenders.VIPS_BEST, 0.65));
        all.add(new Target(
                "speed, of the floor's", false, 0.88, "", results.ratio(PICTURE, Contenders.FLOOR, Contenders.NATIVE)));
        all.add(cpu("pure Java: CPU time, of sharp `clone()`'s", Contenders.PURE, Contenders.SHARP_CLONE, 1.2));
        all.add(cpu("exact mode: CPU time, of libvips' full decode", Contenders.EXACT, Contenders.VIPS_FULL, 0.65));
        all.add(most("peak RSS", 200, " MB", of(Contenders.NATIVE, Figures::peakMb)));
        all.add(most("allocated for a photo", 5, " MB", allocated()));
        all.add(most("first photo after start, wall clock", 500, " ms", firstPhoto()));
        all.add(new Target("throughput of two photos at once, of one's", false, 1.8, "", throughput()));
        all.add(loss("fast mode", Contenders.NATIVE, 1600, 0.45));
        all.add(loss("fast mode", Contenders.NATIVE, 800, 0.1));
        all.add(loss("fast mode", Contenders.NATIVE, 320, 0.1));
        all.add(loss("exact mode", Contenders.EXACT, 1600, 0.05));
        return List.copyOf(all);
    }

    private Target cpu(String what, String contender, String other, double limit) {
        return most(what, limit, "", results.ratio(PICTURE, contender, other));
    }

    private static Target most(String what, double limit, String unit, OptionalDouble measured) {
        return new Target(what, true, limit, unit, measured);
    }

    private Target loss(String mode, String contender, int size, double limit) {
        Optional<Double> own = psnr(contender, size);
        Optional<Double> best = psnr(Contenders.SHARP_BEST, size);
        OptionalDouble lost = own.isPresent() && best.isPresent()
                ? OptionalDouble.of(best.get() - own.get())
                : OptionalDouble.empty();
        return most(mode + ": PSNR lost against sharp's best at " + size, limit, " dB", lost);
    }

    private Optional<Double> psnr(String contender, int size) {
        return figures(contender)
                .map(Figures::likeness)
                .flatMap(likeness -> Optional.ofNullable(likeness.get(size)))
                .map(Likeness::psnr);
    }

    private interface Figure {
        double of(Figures figures);
    }

    private OptionalDouble of(String contender, Figure figure) {
        Optional<Figures> figures = figures(contender);
        return figures.isPresent() ? OptionalDouble.of(figure.of(figures.get())) : OptionalDouble.empty();
    }

    private OptionalDouble allocated() {
        return figures(Contenders.NATIVE).map(Figures::allocatedMb).orElse(OptionalDouble.empty());
    }

    private OptionalDouble firstPhoto() {
        return entry(results.starts())
                .map(start -> OptionalDouble.of(start.wallMs()))
                .orElse(OptionalDouble.empty());
    }

    private OptionalDouble throughput() {
        return entry(results.throughput()).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static <T> Optional<T> entry(Map<String, T> figures) {
        return Optional.ofNullable(figures.get(Contenders.NATIVE));
    }

    private Optional<Figures> figures(String contender) {
        return results.of(PICTURE).flatMap(picture -> picture.of(contender));
    }
}
