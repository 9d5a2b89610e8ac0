package photos.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The side-by-side; `benchmarks/run` prepares and starts it.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            refuse(e.getMessage());
            return;
        }
        Path scratch = Project.scratch();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> tidyUp(scratch)));
        run(options, scratch);
    }

    private static void refuse(@Nullable String why) {
        System.err.println("benchmarks: " + why);
        System.exit(2);
    }

    private static void run(Options options, Path scratch) throws IOException {
        Peers peers = Peers.of(Project.target().resolve("peers.properties"));
        List<Contender> all =
                new Contenders(peers).all().stream().filter(options::wants).toList();
        List<Contender> present =
                all.stream().filter(one -> one.missing().isEmpty()).toList();
        List<Contender> absent =
                all.stream().filter(one -> one.missing().isPresent()).toList();
        for (Contender contender : absent) {
            System.err.println("benchmarks: without " + contender.name() + ": "
                    + contender.missing().orElseThrow());
        }
        List<Picture> pictures =
                new Pictures(scratch).make().stream().filter(options::wants).toList();
        if (present.isEmpty() || pictures.isEmpty()) {
            refuse("nothing to measure is left by --only and --pictures; their names are in benchmarks/README.md");
            return;
        }
        Path log = Project.target().resolve("contenders.log");
        Files.deleteIfExists(log);
        Results results = new SideBySide(present, options, scratch, log).run(pictures);
        keep(options, results, new Report(results, options, absent, peers));
    }

    private static void keep(Options options, Results results, Report report) throws IOException {
        LocalDate date = LocalDate.now(ZoneOffset.UTC);
        Path directory = (options.quick() ? Project.target() : Project.benchmarks()).resolve("results");
        Files.createDirectories(directory);
        String markdown = report.markdown(date);
        Files.writeString(directory.resolve(date + ".md"), markdown);
        Files.writeString(
                directory.resolve(date + ".svg"),
                BarDrawing.of(results.pictures().getFirst()));
        System.out.print(markdown);
        System.err.println("benchmarks: kept as " + directory.resolve(date + ".md") + " and .svg");
    }

    /// Ends whatever still runs, also after Ctrl-C, and clears the inputs and outputs.
    private static void tidyUp(Path scratch) {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("benchmarks: " + scratch + " could not be cleared: " + e);
        }
    }
}
