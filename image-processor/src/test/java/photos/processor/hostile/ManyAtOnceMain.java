package photos.processor.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import photos.clock.SettableClock;
import photos.job.JobAnswer;
import photos.ledger.InMemoryLedger;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.Reason;
import photos.processor.gate.GateLimits;
import photos.processor.job.Admission;
import photos.processor.job.JobRunner;
import photos.processor.preset.Presets;
import photos.processor.render.Renderer;
import photos.processor.render.ThumbnailatorRenderer;
import photos.processor.results.Results;
import photos.processor.work.WorkVolume;
import photos.storage.Content;
import photos.storage.InMemoryObjectStore;
import photos.storage.ObjectKey;

/// A process that takes many jobs at once, as the image processor would with this heap, on a bucket and a table in
/// memory: the files of a directory, over and over. For each a line says what became of it, and the last one by how
/// many bytes the process grew after it had taken each once.
final class ManyAtOnceMain {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Renderer NEVER = (_, _) -> {
        throw new AssertionError("nobody was killed, so nobody is a suspect");
    };

    private final SettableClock clock = new SettableClock(Instant.parse("2026-07-01T12:00:00Z"));
    private final InMemoryLedger ledger = new InMemoryLedger(clock);
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final JobRunner runner;

    private ManyAtOnceMain(Path work, long budget, int renderers, Presets presets) throws IOException {
        GateLimits limits = GateLimits.withBudget(budget).within(PATIENCE);
        this.runner = new JobRunner(
                ledger,
                store,
                new Results(store, ledger, Duration.ZERO, clock),
                WorkVolume.at(work),
                new Admission(renderers, budget, PATIENCE),
                limits,
                new ThumbnailatorRenderer(limits),
                NEVER,
                presets,
                clock);
    }

    /// @param arguments a directory of originals, one to work in, the budget in bytes, how many jobs, how many at a
    /// time,
    ///     the presets
    public static void main(String[] arguments) throws Exception {
        int jobs = Integer.parseInt(arguments[3]);
        int atOnce = Integer.parseInt(arguments[4]);
        ManyAtOnceMain main = new ManyAtOnceMain(
                Path.of(arguments[1]), Long.parseLong(arguments[2]), atOnce, Presets.parse(arguments[5]));
        List<Path> originals;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            originals = files.sorted().toList();
        }
        // Code and its compiler take their memory before.
        for (int i = 0; i < originals.size(); i++) {
            System.out.println(main.line(i, originals.get(i)));
        }
        ResidentMemory.forgetPeak();
        long resident = ResidentMemory.now();
        try (ExecutorService executor = Executors.newFixedThreadPool(atOnce)) {
            List<Future<String>> lines = IntStream.range(originals.size(), jobs)
                    .mapToObj(i -> executor.submit(() -> main.line(i, originals.get(i % originals.size()))))
                    .toList();
            for (Future<String> line : lines) {
                System.out.println(line.get());
            }
        }
        System.out.println("outside " + (ResidentMemory.peak() - resident));
    }

    private String line(int number, Path original) throws Exception {
        ObjectKey key = new ObjectKey("uploads/" + number + "-" + original.getFileName());
        store.put(key, new Content(new Content.Body.InFile(original), "image/jpeg", Optional.empty(), Map.of()));
        ledger.handOver(
                key,
                Optional.empty(),
                Original.of("photos-1", store.head(key).orElseThrow()),
                PhotoMetadata.none(List.of()));
        JobAnswer answer = runner.run(key).answer();
        String reason = answer.reason().map(Reason::name).orElse("-");
        return original.getFileName() + " " + answer.state() + " " + reason;
    }
}
