package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.ledger.LedgerItem;
import photos.ledger.State;
import photos.local.fire.MemoryCurve;
import photos.local.process.Backoff;
import photos.storage.ObjectKey;

/// Five times as many jobs as the image processor can do, each sent again when it was told to come again.
class LoadIT {
    private static final int TIMES = 5;
    private static final Duration OFFERED = Duration.ofSeconds(Integer.getInteger("load.seconds", 5));
    private static final Path REPORTS = Path.of("target/load");

    /// In a shorter run the first half still warms up, and the slowest one in a hundred is chance.
    private static final boolean LONG_ENOUGH = OFFERED.toSeconds() >= 60;

    /// How often the pipeline is loaded to its capacity to know it.
    private static final int IDLE_PHOTOS = LONG_ENOUGH ? 300 : 60;

    /// Who is admitted waits for half a render; if all were, they would wait for hundreds.
    private static final double MAX_TIMES_SLOWER = LONG_ENOUGH ? 2 : 10;

    private static final double MAX_GROWTH = 1.25;

    /// The heap of the image processor here, and what a JVM needs beside it.
    private static final double MAX_MB = 1_500;

    @TempDir
    private Path directory = Path.of("");

    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Integer> retryAfters = new ConcurrentLinkedQueue<>();

    @Test
    void nothing_is_lost_and_memory_stays_although_five_times_too_much_is_offered() throws Exception {
        LocalSettings settings = new LocalSettings(ProjectCopy.REAL, directory.resolve("data"), FreePorts.fourInARow());
        Between noEvents =
                new Between(UnaryOperator.identity(), UnaryOperator.identity(), _ -> _ -> {}, Backoff.STANDARD);
        try (TestPipeline pipeline = TestPipeline.start(settings, noEvents)) {
            idle(pipeline, photos(pipeline, "warm-up", IDLE_PHOTOS));
            Instant start = Instant.now();
            List<Duration> idle = idle(pipeline, photos(pipeline, "idle", IDLE_PHOTOS));
            double capacity = IDLE_PHOTOS / seconds(idle.removeLast());
            int offered = (int) Math.ceil(capacity * TIMES * OFFERED.toMillis() / 1000.0);
            List<ObjectKey> keys = photos(pipeline, "load", offered);
            MemoryCurve memory =
                    MemoryCurve.of(Map.of("processor", () -> pipeline.pipeline().processorPid()));

            List<Duration> admitted = offer(pipeline, keys, capacity * TIMES);

            memory.close();
            String report = report(capacity, offered, idle, admitted, memory, start);
            System.out.println("\n" + report);
            memory.write(REPORTS, "memory");
            Files.writeString(REPORTS.resolve("load.md"), report + "\n");
            assertThat(wrong).isEmpty();
            assertThat(retryAfters)
                    .as("who is refused is told when to come again")
                    .isNotEmpty();
            assertThat(keys)
                    .allMatch(key -> pipeline.ledger()
                            .find(key)
                            .map(LedgerItem::state)
                            .filter(State.READY::equals)
                            .isPresent());
            assertThat((double) percentile(admitted, 99))
                    .as("99 % of those admitted, beside those at capacity")
                    .isLessThanOrEqualTo(MAX_TIMES_SLOWER * percentile(idle, 99));
            assertThat(memory.peakMb("processor")).isLessThan(MAX_MB);
            if (LONG_ENOUGH) {
                assertThat(memory.medianMb("processor", 0.75, 1))
                        .as("the last quarter beside the second")
                        .isLessThanOrEqualTo(MAX_GROWTH * memory.medianMb("processor", 0.25, 0.5));
            }
        }
    }

    private static List<ObjectKey> photos(TestPipeline pipeline, String name, int count) {
        List<ObjectKey> keys = IntStream.range(0, count)
                .mapToObj(i -> new ObjectKey("uploads/" + name + "/" + i + ".jpg"))
                .toList();
        for (int i = 0; i < count; i++) {
            pipeline.handOver(keys.get(i), Life.jpeg(i));
        }
        return keys;
    }

    /// As many at a time as there are renderers.
    ///
    /// @return how long each took, and last how long all took
    private List<Duration> idle(TestPipeline pipeline, List<ObjectKey> keys) throws Exception {
        Instant start = Instant.now();
        List<Duration> took = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Duration>> all = new ArrayList<>();
            for (ObjectKey key : keys) {
                all.add(threads.submit(() -> untilDone(pipeline, key)));
            }
            for (Future<Duration> one : all) {
                took.add(one.get());
            }
        }
        took.add(Duration.between(start, Instant.now()));
        return took;
    }

    private List<Duration> offer(TestPipeline pipeline, List<ObjectKey> keys, double perSecond) throws Exception {
        List<Duration> took = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Duration>> all = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                ObjectKey key = keys.get(i);
                long delay = (long) (i * 1e9 / perSecond);
                all.add(threads.submit(() -> {
                    LockSupport.parkNanos(delay);
                    return untilDone(pipeline, key);
                }));
            }
            for (Future<Duration> one : all) {
                took.add(one.get());
            }
        }
        return took;
    }

    /// Sends a job, and sends it again after as long as it was told to stay away, as the Lambda does.
    ///
    /// @return how long the request took that was not refused
    private Duration untilDone(TestPipeline pipeline, ObjectKey key) throws Exception {
        while (true) {
            Instant start = Instant.now();
            HttpResponse<byte[]> answer = pipeline.send(
                    SignedJob.of(key, pipeline.pipeline().secrets().jobKey(), start)
                            .request(pipeline.uri("/")));
            if (answer.statusCode() != 503) {
                if (answer.statusCode() != 200) {
                    wrong.add(answer.statusCode() + " " + new String(answer.body(), UTF_8));
                }
                return Duration.between(start, Instant.now());
            }
            int seconds =
                    Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("0"));
            retryAfters.add(seconds);
            if (seconds == 0) {
                wrong.add("a refusal without Retry-After");
            }
            LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
        }
    }

    private String report(
            double capacity,
            int offered,
            List<Duration> idle,
            List<Duration> admitted,
            MemoryCurve memory,
            Instant start) {
        return String.format(
                Locale.ROOT,
                """
                Load: %d photos offered at %.1f a second, %d times the %.1f a second that were done at capacity; %.0f s in all.

                | | p50 ms | p99 ms |
                |---|---:|---:|
                | at capacity | %d | %d |
                | admitted under load | %d | %d |

                Refused %d times with Retry-After of %d to %d s. Memory of the image processor, RSS in MB: %.0f in the first \
                quarter, %.0f in the second, %.0f in the last (medians), %.0f at most.""",
                offered,
                capacity * TIMES,
                TIMES,
                capacity,
                seconds(Duration.between(start, Instant.now())),
                percentile(idle, 50),
                percentile(idle, 99),
                percentile(admitted, 50),
                percentile(admitted, 99),
                retryAfters.size(),
                retryAfters.stream().mapToInt(Integer::intValue).min().orElse(0),
                retryAfters.stream().mapToInt(Integer::intValue).max().orElse(0),
                memory.medianMb("processor", 0, 0.25),
                memory.medianMb("processor", 0.25, 0.5),
                memory.medianMb("processor", 0.75, 1),
                memory.peakMb("processor"));
    }

    private static long percentile(List<Duration> durations, int percent) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100))
                .toMillis();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
