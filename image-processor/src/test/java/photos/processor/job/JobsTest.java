package photos.processor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static photos.processor.job.Bench.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import photos.job.JobAnswer;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.storage.ObjectKey;

/// The end of a process that is told to end.
@Timeout(60)
class JobsTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/a.jpg");
    private static final ObjectKey OTHER = new ObjectKey("uploads/b.jpg");
    private static final Executor ANOTHER_THREAD = task -> Thread.ofVirtual().start(task);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private Jobs jobs;
    private Bench bench;
    private HaltingRenderer halting;

    @BeforeEach
    void prepare() throws IOException {
        bench = new Bench(directory.resolve("work"));
        halting = new HaltingRenderer(bench.here());
        jobs = bench.jobs(new Admission(1, 1L << 28, LONG), LONG, halting);
        bench.uploadAndHandOver(KEY, sample("drone.jpg"));
    }

    /// A job that has come as far as its render.
    private CompletableFuture<JobAnswer> underWay() {
        CompletableFuture<JobAnswer> answer = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return jobs.run(KEY);
                    } catch (OriginalMoved e) {
                        throw new IllegalStateException(e);
                    }
                },
                ANOTHER_THREAD);
        halting.awaitBegun();
        return answer;
    }

    @Test
    void who_waits_for_the_end_waits_for_what_runs() {
        CompletableFuture<JobAnswer> running = underWay();
        jobs.drain();
        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> jobs.awaitEnd(LONG), ANOTHER_THREAD);
        assertThat(jobs.awaitEnd(SHORT)).as("while it runs").isFalse();
        assertThat(ended).isNotDone();

        halting.goOn();

        assertThat(ended.join()).isTrue();
        assertThat(running.join().state()).isEqualTo(State.READY);
        assertThat(jobs.running()).isZero();
    }

    @Test
    void a_job_that_outlasts_the_wait_is_not_waited_for_any_longer() {
        CompletableFuture<JobAnswer> running = underWay();
        jobs.drain();

        long start = System.nanoTime();
        boolean ended = jobs.awaitEnd(SHORT);

        assertThat(ended).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, LONG.dividedBy(4));
        assertThat(jobs.running()).isEqualTo(1);
        halting.goOn();
        assertThat(running.join().state()).isEqualTo(State.READY);
    }

    @Test
    void nothing_that_runs_is_no_wait() {
        jobs.drain();
        assertThat(jobs.awaitEnd(Duration.ZERO)).isTrue();
    }

    @Test
    void who_drains_refuses_what_is_new_and_says_when_to_come_again() {
        CompletableFuture<JobAnswer> running = underWay();
        jobs.drain();

        assertThat(jobs.isDraining()).isTrue();
        assertThatThrownBy(() -> jobs.run(OTHER))
                .isInstanceOfSatisfying(
                        Unavailable.class, e -> assertThat(e.retryAfter()).isPresent())
                .hasMessageContaining("about to stop");
        assertThat(jobs.running()).as("who was refused does not run").isEqualTo(1);
        halting.goOn();
        assertThat(running.join().state()).isEqualTo(State.READY);
    }
}
