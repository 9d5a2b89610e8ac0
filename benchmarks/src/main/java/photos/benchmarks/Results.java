package photos.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// All that was measured.
///
/// @param pictures in the order of the report
/// @param starts by contender's name
/// @param throughput of two photos at once over that of one, by contender's name
record Results(List<OfPicture> pictures, Map<String, FirstPhoto> starts, Map<String, Double> throughput) {
    Results {
        pictures = List.copyOf(pictures);
        starts = Map.copyOf(starts);
        throughput = Map.copyOf(throughput);
    }

    record OfPicture(Picture picture, List<Figures> figures) {
        OfPicture {
            figures = List.copyOf(figures);
        }

        Optional<Figures> of(String contender) {
            return figures.stream()
                    .filter(one -> one.contender().name().equals(contender))
                    .findFirst();
        }
    }

    /// The first photo of a process that is ready; medians of new processes.
    record FirstPhoto(double cpuMs, double wallMs) {}

    Optional<OfPicture> of(String picture) {
        return pictures.stream()
                .filter(one -> one.picture().name().equals(picture))
                .findFirst();
    }

    /// CPU time of one contender over that of another.
    OptionalDouble ratio(String picture, String contender, String other) {
        Optional<Figures> one = of(picture).flatMap(figures -> figures.of(contender));
        Optional<Figures> two = of(picture).flatMap(figures -> figures.of(other));
        return one.isPresent() && two.isPresent()
                ? OptionalDouble.of(one.get().cpuMs() / two.get().cpuMs())
                : OptionalDouble.empty();
    }
}
