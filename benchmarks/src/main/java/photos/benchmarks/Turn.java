package photos.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// What a contender reports of one turn, for each photo of it.
///
/// @param allocatedMb 10^6 bytes, of Java's heap
/// @param peakMb 10^6 bytes, if the contender is measured from outside
record Turn(double cpuMs, double wallMs, OptionalDouble allocatedMb, OptionalDouble peakMb) {
    /// Reads a line such as `cpu_ns=1 wall_ns=2 allocated=3`.
    static Turn parse(String line, int photos) {
        Map<String, Long> figures = new HashMap<>();
        for (String word : line.split(" ", -1)) {
            String[] pair = word.split("=", 2);
            figures.put(pair[0], Long.valueOf(pair[1]));
        }
        return new Turn(
                each(figures, "cpu_ns", 1e6 * photos).orElseThrow(),
                each(figures, "wall_ns", 1e6 * photos).orElseThrow(),
                each(figures, "allocated", 1e6 * photos),
                each(figures, "rss_kb", 1e6 / 1024));
    }

    private static OptionalDouble each(Map<String, Long> figures, String name, double unit) {
        Long figure = figures.get(name);
        return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure / unit);
    }
}
