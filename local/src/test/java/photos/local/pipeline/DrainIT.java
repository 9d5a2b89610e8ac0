package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.local.await.Await;
import photos.local.fire.Dialect;
import photos.local.fire.Fault;
import photos.local.fire.FaultyProxy;
import photos.local.fire.Weather;
import photos.local.process.Backoff;
import photos.storage.ObjectKey;

/// What an image processor does when it is told to end.
class DrainIT {
    private static final ObjectKey RUNNING = new ObjectKey("uploads/drain/running.jpg");
    private static final ObjectKey NEXT = new ObjectKey("uploads/drain/next.jpg");

    /// For a JVM to start on a machine that does other things too.
    private static final Duration START = Duration.ofMinutes(1);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void on_SIGTERM_it_says_that_it_drains_ends_what_runs_and_refuses_the_rest() throws Exception {
        LocalSettings settings = new LocalSettings(ProjectCopy.REAL, directory.resolve("data"), FreePorts.fourInARow());
        // A second passes until S3 has given an object, so that there is time to look at a job under way.
        try (FaultyProxy slow =
                        FaultyProxy.start(settings.ports().s3(), Dialect.S3, Weather.always(Fault.ANSWER_SLOW));
                TestPipeline pipeline = TestPipeline.start(
                        settings,
                        new Between(_ -> slow.address(), UnaryOperator.identity(), _ -> _ -> {}, Backoff.STANDARD));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            pipeline.handOver(RUNNING, Life.jpeg(1));
            pipeline.handOver(NEXT, Life.jpeg(2));
            CompletableFuture<HttpResponse<byte[]>> running =
                    CompletableFuture.supplyAsync(() -> submitted(pipeline, RUNNING), threads);
            Await.until("the job runs", () -> text(pipeline.get("/metrics")).contains("photos_jobs_running 1\n"));
            ProcessHandle process =
                    ProcessHandle.of(pipeline.pipeline().processorPid()).orElseThrow();

            process.destroy();

            Await.until("it says so", () -> pipeline.get("/health/ready").statusCode() == 503);
            assertThat(text(pipeline.get("/health/ready"))).contains("draining");
            HttpResponse<byte[]> refused = submitted(pipeline, NEXT);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After").orElse("")).matches("[1-9]\\d*");
            assertThat(text(refused)).contains("about to stop");
            assertThat(running).as("was not ended before its end").isNotDone();
            assertThat(running.get().statusCode()).as(text(running.get())).isEqualTo(200);
            assertThat(text(running.get())).contains("READY");
            Await.until("it has ended", () -> !process.isAlive());

            Await.until("another one is ready", START, () -> isReady(pipeline));
            assertThat(submitted(pipeline, NEXT).statusCode()).isEqualTo(200);
        }
    }

    private static boolean isReady(TestPipeline pipeline) throws InterruptedException {
        try {
            return pipeline.get("/health/ready").statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static HttpResponse<byte[]> submitted(TestPipeline pipeline, ObjectKey photo) {
        HttpRequest job = SignedJob.of(photo, pipeline.pipeline().secrets().jobKey(), Instant.now())
                .request(pipeline.uri("/"));
        try {
            return pipeline.send(job);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }
}
