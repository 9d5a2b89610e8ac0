package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.local.await.Await;
import photos.local.process.Backoff;

/// The image processor is away for an hour, at a 120th of all times: `-Doutage.seconds=3600` with
/// `-Doutage.rest=900` is the real thing.
class OutageIT {
    private static final int OUTAGE_SECONDS = Integer.getInteger("outage.seconds", 30);
    private static final int LONGEST_REST_SECONDS = Integer.getInteger("outage.rest", 8);
    private static final Duration OUTAGE = Duration.ofSeconds(OUTAGE_SECONDS);
    private static final Duration AFTERWARDS = Duration.ofSeconds(2L * LONGEST_REST_SECONDS + 100);
    private static final Duration FOR_EVER = Duration.ofDays(1);

    /// A message is received some twelve times in an hour; one that comes back at once would be given up.
    private static final int MAX_RECEIVES = 30;

    private static final int PHOTOS = 20;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void an_outage_costs_only_time() throws Exception {
        Path project = ProjectCopy.with(
                Map.ofEntries(
                        ProjectCopy.longestRest(LONGEST_REST_SECONDS),
                        Map.entry("maxReceiveCount: 1000", "maxReceiveCount: " + MAX_RECEIVES)),
                directory.resolve("project"));
        LocalSettings settings = new LocalSettings(project, directory.resolve("data"), FreePorts.fourInARow());
        // Who ends is started again when the outage is over.
        Between away = new Between(
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                new Backoff(OUTAGE, OUTAGE, FOR_EVER));
        List<String> keys = IntStream.range(0, PHOTOS)
                .mapToObj(i -> "uploads/outage/" + i + ".jpg")
                .toList();
        List<byte[]> photos = IntStream.range(0, PHOTOS).mapToObj(Life::jpeg).toList();
        try (TestPipeline pipeline = TestPipeline.start(settings, away)) {
            warmUp(pipeline);
            Instant gone = killTwice(pipeline);
            for (int i = 0; i < PHOTOS; i++) {
                pipeline.put(keys.get(i), photos.get(i));
            }
            Await.until(
                    "the Lambda has handed some over",
                    AFTERWARDS,
                    () -> keys.stream()
                            .anyMatch(key -> pipeline.text(key, "state").equals("PENDING")));
            assertThat(isThere(pipeline)).as("still away").isFalse();

            Await.until("it is back", OUTAGE.plus(AFTERWARDS), () -> isThere(pipeline));

            assertThat(Duration.between(gone, Instant.now())).isGreaterThanOrEqualTo(OUTAGE);
            assertThat(pipeline.deadLetters()).isZero();
            Await.until("all are READY", AFTERWARDS, () -> keys.stream().allMatch(pipeline::isReady));
            Await.until("nothing is queued", AFTERWARDS, () -> pipeline.queued() == 0);
            assertThat(pipeline.deadLetters()).isZero();
        }
    }

    /// Both Lambda processes are to be quick while the image processor is away, so that they find that out in vain.
    private static void warmUp(TestPipeline pipeline) throws Exception {
        List<String> early = List.of("uploads/before/1.jpg", "uploads/before/2.jpg");
        for (String key : early) {
            pipeline.put(key, Life.jpeg(1));
        }
        for (String key : early) {
            pipeline.awaitReady(key);
        }
    }

    /// What ends for the first time is started again at once.
    ///
    /// @return since when it is away
    private static Instant killTwice(TestPipeline pipeline) throws Exception {
        long first = pipeline.pipeline().processorPid();
        kill(first);
        Await.until("another one is started", () -> pipeline.pipeline().processorPid() != first);
        Instant gone = Instant.now();
        kill(pipeline.pipeline().processorPid());
        return gone;
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private static boolean isThere(TestPipeline pipeline) throws InterruptedException {
        try {
            return pipeline.get("/health/ready").statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }
}
