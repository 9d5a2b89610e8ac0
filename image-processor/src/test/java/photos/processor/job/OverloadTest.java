package photos.processor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static photos.processor.job.Bench.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import photos.job.JobAnswer;
import photos.ledger.Reason;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.storage.ObjectKey;

/// The renderer is busy, and as many photos wait for it as may.
@Timeout(60)
class OverloadTest {
    private static final Path PHOTO = sample("camera-panasonic-lx2.jpg");
    private static final Duration LONG = Duration.ofMinutes(5);

    private final ObjectKey busy = new ObjectKey("uploads/busy.jpg");
    private final ObjectKey waiting = new ObjectKey("uploads/waiting.jpg");
    private final ObjectKey other = new ObjectKey("uploads/other.jpg");

    @TempDir
    private Path directory;

    private Bench bench;

    @BeforeEach
    void prepare() {
        bench = new Bench(directory.resolve("work"));
    }

    private void finish(ObjectKey key) throws Exception {
        bench.uploadAndHandOver(key, PHOTO);
        assertThat(bench.run(key).state()).isEqualTo(State.READY);
    }

    private interface Then {
        void of(Jobs jobs) throws Exception;
    }

    private void underOverload(Then then) throws Exception {
        HaltingRenderer slow = new HaltingRenderer(bench.here());
        bench.uploadAndHandOver(busy, PHOTO);
        bench.uploadAndHandOver(waiting, PHOTO);
        Admission admission = new Admission(1, 1L << 28, LONG);
        Jobs jobs = bench.jobs(admission, LONG, slow);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<JobAnswer> first = threads.submit(() -> jobs.run(busy));
            slow.awaitBegun();
            Future<JobAnswer> second = threads.submit(() -> jobs.run(waiting));
            while (admission.waiting() < 1) {
                Thread.onSpinWait();
            }
            try {
                then.of(jobs);
            } finally {
                slow.goOn();
            }
            for (Future<JobAnswer> job : List.of(first, second)) {
                assertThat(job.get().state()).isEqualTo(State.READY);
            }
        }
    }

    @Test
    void a_photo_to_be_rendered_is_refused_before_it_waits_for_anything() throws Exception {
        bench.uploadAndHandOver(other, PHOTO);
        underOverload(jobs -> {
            for (ObjectKey key : List.of(other, busy, waiting)) {
                assertThatThrownBy(() -> jobs.run(key))
                        .isInstanceOfSatisfying(
                                Unavailable.class,
                                e -> assertThat(e.retryAfter()).isPresent())
                        .hasMessageContaining("enough photos wait");
            }
        });
        assertThat(bench.item(other).attempts()).isZero();
    }

    @Test
    void a_deleted_photo_goes_at_once() throws Exception {
        finish(other);
        assertThat(bench.results(other)).isNotEmpty();
        bench.deleteAndBury(other);
        underOverload(jobs -> {
            assertThat(jobs.run(other).state()).isEqualTo(State.DELETED);
            assertThat(bench.results(other)).isEmpty();
        });
    }

    @Test
    void the_manifest_of_a_finished_photo_is_repaired_at_once() throws Exception {
        finish(other);
        bench.store.delete(Bench.manifestKey(other));
        underOverload(jobs -> {
            assertThat(jobs.run(other).state()).isEqualTo(State.READY);
            assertThat(bench.manifest(other)).isPresent();
        });
    }

    @Test
    void a_finished_photo_that_lost_a_variant_has_to_be_rendered_and_is_refused() throws Exception {
        finish(other);
        bench.store.delete(bench.item(other).variants().getFirst().key());
        underOverload(jobs -> assertThatThrownBy(() -> jobs.run(other)).isInstanceOf(Unavailable.class));
        assertThat(bench.item(other).fence()).isEqualTo(1);
    }

    @Test
    void what_is_refused_without_a_look_at_the_file_is_so_at_once() throws Exception {
        ObjectKey tooLong = new ObjectKey("uploads/" + "x".repeat(1001) + ".jpg");
        bench.uploadAndHandOver(tooLong, PHOTO);
        underOverload(jobs -> assertThat(jobs.run(tooLong).reason()).contains(Reason.KEY_TOO_LONG));
    }

    @Test
    void a_photo_that_the_ledger_does_not_know_is_sent_back_at_once() throws Exception {
        bench.upload(other, PHOTO);
        underOverload(jobs -> assertThatThrownBy(() -> jobs.run(other)).isInstanceOf(OriginalMoved.class));
    }
}
