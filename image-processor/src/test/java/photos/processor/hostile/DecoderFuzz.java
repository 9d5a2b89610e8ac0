package photos.processor.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Renders mutated files in processes with a small heap: none may die, none may take too long, each has to
/// come to a typed end. A quarter goes without libjpeg-turbo, and presets change. Runs under `-Pfuzz`. `-Dfuzz.inputs=`
/// and `-Dfuzz.seed=` say how many and which; a
/// file that fails stays in `target/fuzz`, and `-Dfuzz.file=` renders one such file again.
class DecoderFuzz {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 100_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final Path KEPT = Path.of("target", "fuzz");
    private static final int HEAP_MEGABYTES = 96;
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    /// For noticing that the time is up.
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int STEPS = 20;

    @TempDir
    private Path directory;

    private final List<byte[]> seeds = new ArrayList<>();
    private final FuzzSummary summary = new FuzzSummary(DEADLINE.plus(GRACE));

    @Test
    void every_mutated_file_comes_to_a_typed_end_in_time() throws Exception {
        Files.createDirectories(KEPT);
        String again = System.getProperty("fuzz.file", "");
        if (again.isEmpty()) {
            mutateAll();
            System.out.println(summary.table());
        } else {
            replay(Path.of(again));
        }
        assertThat(summary.failures())
                .as("inputs that failed, kept in %s", KEPT)
                .isZero();
    }

    private void replay(Path file) throws IOException {
        Way way = Way.in(file);
        try (RenderingProcess process = start("replay", way)) {
            RenderingProcess.Answer answer = process.render(file.toAbsolutePath(), way, DEADLINE.plus(GRACE));
            summary.count(answer);
            System.out.println(file + ": " + answer);
        }
    }

    private void mutateAll() throws Exception {
        seeds.addAll(Seeds.all());
        seeds.addAll(SampleSeeds.all());
        int threads = Runtime.getRuntime().availableProcessors();
        System.out.printf("%,d inputs from %d sound files, seed %d%n", INPUTS, seeds.size(), SEED);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<Void>> shares = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int first = i;
                shares.add(() -> mutate(first, threads));
            }
            for (Future<Void> share : executor.invokeAll(shares)) {
                share.get();
            }
        }
    }

    private Void mutate(int first, int step) throws IOException {
        Path file = directory.resolve("input-" + first);
        Map<Boolean, RenderingProcess> processes = new HashMap<>();
        try {
            for (int i = first; i < INPUTS; i += step) {
                long number = SEED * 1_000_003 + i;
                byte[] input = new Mutator(seeds, number).spoiled();
                Way way = Way.of(number);
                Files.write(file, input);
                RenderingProcess process = processes.get(way.turbo());
                if (process == null) {
                    process = start("out-" + first, way);
                    processes.put(way.turbo(), process);
                }
                RenderingProcess.Answer answer = process.render(file, way, DEADLINE.plus(GRACE));
                if (summary.count(answer)) {
                    Path kept = Files.write(KEPT.resolve("seed-" + SEED + "-input-" + i + "-" + way), input);
                    System.out.println(kept + ": " + answer);
                    process.close();
                    processes.remove(way.turbo());
                }
                report();
            }
        } finally {
            processes.values().forEach(RenderingProcess::close);
        }
        return null;
    }

    private void report() {
        int done = summary.inputs();
        if (done % Math.max(1, INPUTS / STEPS) == 0) {
            System.out.printf("%,d of %,d inputs, %d failed%n", done, INPUTS, summary.failures());
        }
    }

    private RenderingProcess start(String name, Way way) throws IOException {
        return RenderingProcess.startWarm(HEAP_MEGABYTES, DEADLINE, directory.resolve(name), way.turbo());
    }
}
