package photos.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import photos.benchmarks.quality.Likeness;

/// One contender with one picture.
///
/// @param cpuMs for each photo, median over the rounds
/// @param spread largest minus smallest of the rounds, over the median
/// @param peakMb 10^6 bytes
/// @param likeness by size; empty for contenders that do not resize
record Figures(
        Contender contender,
        double cpuMs,
        double spread,
        double peakMb,
        OptionalDouble allocatedMb,
        Map<Integer, Likeness> likeness) {
    Figures {
        likeness = Map.copyOf(likeness);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
