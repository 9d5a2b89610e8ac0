package photos.processor.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import photos.clock.SettableClock;
import photos.job.JobAnswer;
import photos.ledger.InMemoryLedger;
import photos.ledger.Ledger;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;
import photos.processor.render.Renderer;
import photos.processor.render.ThumbnailatorRenderer;
import photos.processor.results.Results;
import photos.processor.work.WorkVolume;
import photos.processor.worker.WorkerRenderer;
import photos.storage.Content;
import photos.storage.InMemoryObjectStore;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;

/// A processor on a table and a bucket in memory, with the real renderer, and the Lambda's part played by hand.
public final class Bench {
    public static final Duration GRACE = Duration.ofMinutes(10);
    public static final GateLimits LIMITS = GateLimits.withBudget(1L << 28);

    /// For a job that must not get as far as this.
    public static final Renderer NEVER = (_, _) -> {
        throw new AssertionError("not to be rendered here");
    };

    private static final Path SAMPLES = Path.of("../samples");

    public final SettableClock clock = new SettableClock(Instant.parse("2026-07-01T12:00:00Z"));
    public final InMemoryLedger ledger = new InMemoryLedger(clock);
    public final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final Path work;
    private final Renderer here = new ThumbnailatorRenderer(LIMITS);

    public Bench(Path work) {
        this.work = work;
    }

    public static Path sample(String name) {
        return SAMPLES.resolve(name);
    }

    /// Puts an original and leaves the ledger behind.
    public void upload(ObjectKey key, Path file) {
        store.put(key, new Content(new Content.Body.InFile(file), "image/jpeg", Optional.empty(), Map.of()));
    }

    /// What the Lambda does on seeing the bucket.
    public void handOver(ObjectKey key) {
        ObjectHead head = store.head(key).orElseThrow();
        Original original = Original.of("photos-1", head);
        PhotoMetadata metadata =
                head.readable() ? PhotoMetadata.none(List.of()) : PhotoMetadata.unread("it is archived");
        assertThat(ledger.handOver(key, fence(key), original, metadata)).isTrue();
    }

    public void uploadAndHandOver(ObjectKey key, Path file) {
        upload(key, file);
        handOver(key);
    }

    public void deleteAndBury(ObjectKey key) {
        store.delete(key);
        assertThat(ledger.bury(key, item(key).fence(), clock.instant().plus(Ledger.TOMBSTONE_LIFE)))
                .isTrue();
    }

    private Optional<Long> fence(ObjectKey key) {
        return ledger.find(key).map(LedgerItem::fence);
    }

    public LedgerItem item(ObjectKey key) {
        return ledger.find(key).orElseThrow();
    }

    public Renderer here() {
        return here;
    }

    public JobAnswer run(ObjectKey key) throws IOException, OriginalMoved {
        return run(key, Presets.DEFAULTS);
    }

    public JobAnswer run(ObjectKey key, Presets presets) throws IOException, OriginalMoved {
        return run(key, presets, LIMITS, here, new WorkerRenderer(LIMITS, 128));
    }

    public JobAnswer run(ObjectKey key, Renderer renderer, Renderer isolated) throws IOException, OriginalMoved {
        return run(key, Presets.DEFAULTS, LIMITS, renderer, isolated);
    }

    /// Runs one job; whatever becomes of it, nothing stays on the work volume.
    public JobAnswer run(ObjectKey key, Presets presets, GateLimits limits, Renderer renderer, Renderer isolated)
            throws IOException, OriginalMoved {
        JobRunner runner =
                runner(new Admission(1, 1L << 28, Duration.ofSeconds(1)), presets, limits, renderer, isolated);
        try {
            return runner.run(key).answer();
        } finally {
            try (var left = Files.list(work)) {
                assertThat(left).isEmpty();
            }
        }
    }

    private JobRunner runner(
            Admission admission, Presets presets, GateLimits limits, Renderer renderer, Renderer isolated)
            throws IOException {
        return new JobRunner(
                ledger,
                store,
                new Results(store, ledger, GRACE, clock),
                WorkVolume.at(work),
                admission,
                limits,
                renderer,
                isolated,
                presets,
                clock);
    }

    /// For several jobs one after the other.
    JobRunner runner(Renderer renderer, Renderer isolated) throws IOException {
        return runner(new Admission(1, 1L << 28, Duration.ofSeconds(1)), Presets.DEFAULTS, LIMITS, renderer, isolated);
    }

    /// For several jobs at a time; nothing is swept later.
    ///
    /// @param patience how long a job waits for another of the same key
    Jobs jobs(Admission admission, Duration patience, Renderer renderer) throws IOException {
        JobRunner runner = runner(admission, Presets.DEFAULTS, LIMITS, renderer, NEVER);
        return new Jobs(runner, patience, GRACE, (_, _) -> {});
    }

    /// The names directly under the results of an original.
    public List<String> results(ObjectKey key) {
        String prefix = key.resultsPrefix();
        return store.children(prefix).stream()
                .map(listed -> listed.key().value().substring(prefix.length()))
                .toList();
    }

    public Optional<String> manifest(ObjectKey key) {
        return store.read(manifestKey(key)).map(object -> object.text());
    }

    public static ObjectKey manifestKey(ObjectKey key) {
        return new ObjectKey(key.resultsPrefix() + "manifest.json");
    }
}
