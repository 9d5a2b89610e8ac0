package photos.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import photos.benchmarks.quality.Lanczos;
import photos.benchmarks.quality.Likeness;
import photos.benchmarks.quality.Luma;
import photos.cli.Progress;
import photos.image.Dimensions;

/// Lets all contenders do the job in turn, round after round, so that whatever else the machine does meets all alike.
final class SideBySide {
    /// The sizes whose quality is compared.
    static final List<Integer> COMPARED = List.of(1600, 800, 320);

    private static final int STARTS = 3;

    private final List<Contender> contenders;
    private final Options options;
    private final Path scratch;
    private final Path log;

    SideBySide(List<Contender> contenders, Options options, Path scratch, Path log) {
        this.contenders = contenders;
        this.options = options;
        this.scratch = scratch;
        this.log = log;
    }

    Results run(List<Picture> pictures) throws IOException {
        List<Results.OfPicture> all = new ArrayList<>();
        for (Picture picture : pictures) {
            all.add(new Results.OfPicture(picture, interleaved(picture)));
        }
        Map<String, Results.FirstPhoto> starts = new HashMap<>();
        Map<String, Double> throughput = new HashMap<>();
        for (Contender contender : contenders.stream().filter(Contender::ours).toList()) {
            starts.put(contender.name(), firstPhoto(contender, pictures.getFirst()));
            throughput.put(contender.name(), throughput(contender, pictures.getFirst()));
        }
        return new Results(all, starts, throughput);
    }

    /// A contender at work on one picture.
    private record Entrant(Contender contender, Running running, List<Turn> turns) {}

    private List<Figures> interleaved(Picture picture) throws IOException {
        List<Entrant> entrants = new ArrayList<>();
        try (Progress bar = bar(picture.title(), (options.rounds() + 1) * contenders.size())) {
            for (Contender contender : contenders) {
                Running running = start(contender, picture);
                entrants.add(new Entrant(contender, running, new ArrayList<>()));
                running.go(contender.pace().warmUp());
                bar.step();
            }
            for (int round = 0; round < options.rounds(); round++) {
                for (Entrant entrant : entrants) {
                    int photos = entrant.contender().pace().photos(options.photos());
                    entrant.turns().add(entrant.running().go(photos));
                    bar.step();
                }
            }
            return figures(picture, entrants);
        } finally {
            for (Entrant entrant : entrants) {
                entrant.running().close();
            }
        }
    }

    private List<Figures> figures(Picture picture, List<Entrant> entrants) throws IOException {
        Map<Integer, Luma> ideal = ideal(picture);
        List<Figures> figures = new ArrayList<>();
        for (Entrant entrant : entrants) {
            List<Turn> turns = entrant.turns();
            List<Double> cpu = turns.stream().map(Turn::cpuMs).sorted().toList();
            double median = Figures.median(cpu);
            OptionalDouble reported = turns.stream()
                    .map(Turn::peakMb)
                    .flatMapToDouble(OptionalDouble::stream)
                    .max();
            figures.add(new Figures(
                    entrant.contender(),
                    median,
                    (cpu.getLast() - cpu.getFirst()) / median,
                    reported.isPresent()
                            ? reported.getAsDouble()
                            : entrant.running().peakMb(),
                    turns.getLast().allocatedMb(),
                    likeness(entrant.contender(), picture, ideal)));
        }
        return figures;
    }

    private static Map<Integer, Luma> ideal(Picture picture) throws IOException {
        Map<Integer, Luma> ideal = new TreeMap<>();
        Luma original = Luma.of(picture.file());
        for (int size : COMPARED) {
            Dimensions expected = Job.expected(picture.size(), size);
            ideal.put(size, Lanczos.resized(original, expected.width(), expected.height()));
        }
        return ideal;
    }

    /// Checks every output's size, and compares those that were resized.
    private Map<Integer, Likeness> likeness(Contender contender, Picture picture, Map<Integer, Luma> ideal)
            throws IOException {
        Map<Integer, Likeness> likeness = new TreeMap<>();
        for (int size : Job.SIZES) {
            Luma made = Luma.of(directory(contender, picture).resolve(size + ".jpg"));
            Dimensions expected = Job.expected(picture.size(), size);
            if (made.width() != expected.width() || made.height() != expected.height()) {
                throw new IOException("%s made %dx%d of %s, expected %s"
                        .formatted(contender.name(), made.width(), made.height(), picture.name(), expected));
            }
            Optional<Luma> best = Optional.ofNullable(ideal.get(size));
            if (best.isPresent() && !contender.name().equals(Contenders.FLOOR)) {
                likeness.put(size, Likeness.between(made, best.get()));
            }
        }
        return likeness;
    }

    private Results.FirstPhoto firstPhoto(Contender contender, Picture picture) throws IOException {
        List<Double> cpu = new ArrayList<>();
        List<Double> wall = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (Running running = start(contender, picture)) {
                Turn first = running.go(1);
                cpu.add(first.cpuMs());
                wall.add(first.wallMs());
            }
        }
        return new Results.FirstPhoto(Figures.median(cpu), Figures.median(wall));
    }

    private double throughput(Contender contender, Picture picture) throws IOException {
        List<Double> one = new ArrayList<>();
        List<Double> two = new ArrayList<>();
        int photos = options.photos();
        try (Running running = start(contender, picture);
                Progress bar = bar("two at once, " + contender.name(), options.rounds())) {
            running.go(contender.pace().warmUp());
            running.twoAtOnce(photos);
            for (int round = 0; round < options.rounds(); round++) {
                one.add(running.go(photos).wallMs());
                two.add(running.twoAtOnce(photos).wallMs());
                bar.step();
            }
        }
        return 2 * Figures.median(one) / Figures.median(two);
    }

    private Running start(Contender contender, Picture picture) throws IOException {
        return Running.start(contender, picture.file(), directory(contender, picture), log);
    }

    private Path directory(Contender contender, Picture picture) throws IOException {
        return Files.createDirectories(scratch.resolve(picture.name()).resolve(contender.name()));
    }

    private static Progress bar(String task, int steps) {
        return Progress.of(task, steps, System.err);
    }
}
