package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.local.await.Await;
import photos.local.process.Backoff;
import photos.local.s3.ObjectEvent;
import photos.local.template.Stack;
import photos.storage.ObjectKey;

/// What the pipeline writes must not set it off again, even if somebody configures the bucket so that it is told.
class RecursionIT {
    private static final int PHOTOS = Integer.getInteger("recursion.photos", 100);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String UPLOADS_ONLY = "Filter: { S3Key: { Rules: [{ Name: prefix, Value: uploads/ }] } }";
    private static final String WHOLE_BUCKET = "Filter: { S3Key: { Rules: [{ Name: prefix, Value: '' }] } }";

    private static final ObjectKey PROBE = new ObjectKey("uploads/recursion/probe.jpg");

    @TempDir
    private Path directory = Path.of("");

    /// Nothing forbids the programs anything here: the local S3 knows no policies.
    @Test
    void a_notification_of_the_whole_bucket_leads_to_not_a_single_write_more() throws Exception {
        Path widened = ProjectCopy.with(Map.of(UPLOADS_ONLY, WHOLE_BUCKET), directory.resolve("widened"));

        Written asMeant = upload(ProjectCopy.REAL, directory.resolve("as meant"));
        Written told = upload(widened, directory.resolve("told of everything"));

        System.out.println("recursion: " + PHOTOS + " photos; as meant " + asMeant + "; whole bucket " + told);
        assertThat(told.writes()).isEqualTo(asMeant.writes());
        assertThat(asMeant.messages()).isEqualTo(PHOTOS);
        assertThat(told.messages()).as("it was told of its own writes").isEqualTo(told.writes());
        assertThat(asMeant.probe().messages()).isEqualTo(1);
        assertThat(told.probe().writes()).isEqualTo(asMeant.probe().writes()).isGreaterThan(2);
        assertThat(told.probe().messages())
                .as("its own writes are in the queue")
                .isEqualTo(told.probe().writes());
        assertThat(told.afterwards())
                .as("writes once the Lambda heard of its own")
                .isZero();
    }

    /// @param writes to the bucket, of whoever
    /// @param messages that the notification has for the queue
    /// @param probe one photo more, while the Lambda stands still
    /// @param afterwards writes when the Lambda went on
    private record Written(int writes, int messages, Probe probe, int afterwards) {}

    /// @param messages that were found in the queue
    private record Probe(int writes, int messages) {}

    private static Written upload(Path project, Path data) throws Exception {
        AtomicInteger writes = new AtomicInteger();
        AtomicInteger messages = new AtomicInteger();
        LocalSettings settings = new LocalSettings(project, data, FreePorts.fourInARow());
        List<Stack.Notification> notifications =
                settings.stack(Optional.empty()).bucket().notifications();
        UnaryOperator<Consumer<ObjectEvent>> counting = queue -> event -> {
            messages.addAndGet(
                    (int) notifications.stream().filter(event::matches).count());
            queue.accept(event);
            writes.incrementAndGet();
        };
        Between between = new Between(UnaryOperator.identity(), UnaryOperator.identity(), counting, Backoff.STANDARD);
        try (TestPipeline pipeline = TestPipeline.start(settings, between)) {
            for (int i = 0; i < PHOTOS; i++) {
                pipeline.put("uploads/recursion/" + i + ".jpg", Life.jpeg(i));
            }
            for (int i = 0; i < PHOTOS; i++) {
                pipeline.awaitReady("uploads/recursion/" + i + ".jpg");
            }
            Await.until("nothing is left in the queue", LIMIT, () -> pipeline.queued() == 0);
            int ofAll = writes.get();
            int told = messages.get();
            Probe probe = probe(pipeline, writes);
            Await.until("nothing is left in the queue", LIMIT, () -> pipeline.queued() == 0);
            return new Written(ofAll, told, probe, writes.get() - ofAll - probe.writes());
        }
    }

    /// The image processor is given a job while the Lambda takes nothing out of the queue.
    private static Probe probe(TestPipeline pipeline, AtomicInteger writes) throws Exception {
        int before = writes.get();
        Signals.send("-STOP", pipeline.pipeline().lambdaPids());
        try {
            pipeline.handOver(PROBE, Life.jpeg(PHOTOS));
            SignedJob job = SignedJob.of(PROBE, pipeline.pipeline().secrets().jobKey(), Instant.now());
            assertThat(pipeline.send(job.request(pipeline.uri("/"))).statusCode())
                    .isEqualTo(200);
            int objects = 1 + pipeline.keysUnder(PROBE.resultsPrefix()).size();
            Await.until("all of its writes are told", () -> writes.get() - before >= objects);
            return new Probe(writes.get() - before, pipeline.queued());
        } finally {
            Signals.send("-CONT", pipeline.pipeline().lambdaPids());
        }
    }
}
