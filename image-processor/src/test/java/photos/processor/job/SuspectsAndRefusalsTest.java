package photos.processor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static photos.processor.job.Bench.NEVER;
import static photos.processor.job.Bench.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.job.JobAnswer;
import photos.ledger.Reason;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.processor.gate.GateLimits;
import photos.processor.heif.Libheif;
import photos.processor.nativelib.Search;
import photos.processor.preset.Presets;
import photos.processor.render.Memory;
import photos.processor.render.RenderOutcome;
import photos.processor.render.Renderer;
import photos.processor.worker.FormatRouter;
import photos.processor.worker.WorkerDied;
import photos.processor.worker.WorkerRenderer;
import photos.storage.ObjectKey;

class SuspectsAndRefusalsTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/IMG 1.jpg");
    private static final Path PHOTO = sample("camera-panasonic-lx2.jpg");

    @TempDir
    private Path directory;

    private Bench bench;

    @BeforeEach
    void prepare() {
        bench = new Bench(directory.resolve("work"));
    }

    private JobAnswer refused(Reason reason, JobAnswer answer) {
        assertThat(answer.state()).isEqualTo(State.REJECTED);
        assertThat(answer.reason()).contains(reason);
        assertThat(answer.variants()).isEmpty();
        return answer;
    }

    /// The real one, which has to be given a share of the memory, and asks another instead.
    private Renderer withMemory(UnaryOperator<Memory> between) {
        return (task, memory) -> {
            assertThat(memory.isShared()).isTrue();
            return bench.here().render(task, between.apply(memory));
        };
    }

    /// As a processor leaves it that was killed while it rendered.
    private void killedDuringTheRender() {
        assertThat(bench.ledger.beginAttempt(bench.item(KEY).claim())).isTrue();
    }

    private static final Renderer DEADLY = (_, _) -> {
        throw new WorkerDied("ended without an answer");
    };

    /// A try that ends with the death of a worker, after which the queue keeps the photo for a while.
    private void diesOnceMore(Renderer renderer) {
        int deaths = bench.item(KEY).workerDeaths();
        assertThatThrownBy(() -> bench.run(KEY, renderer, DEADLY))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        e -> assertThat(e.retryAfter())
                                .hasValueSatisfying(
                                        wait -> assertThat(wait).isGreaterThanOrEqualTo(Bench.LIMITS.deadline())))
                .hasMessageContaining("died");
        assertThat(bench.item(KEY).workerDeaths()).isEqualTo(deaths + 1);
        assertThat(bench.item(KEY).state()).isEqualTo(State.PENDING);
    }

    /// It is unknown which of several renders at a time took too much.
    @Test
    void a_photo_for_which_memory_ran_short_among_others_is_rendered_alone() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        Memory exhausted = _ -> {
            throw new OutOfMemoryError("Java heap space");
        };
        Renderer crowded = withMemory(_ -> exhausted);
        assertThatThrownBy(() -> bench.run(KEY, crowded, NEVER))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("memory ran short");
        assertThat(bench.item(KEY).state()).isEqualTo(State.PENDING);
        assertThat(bench.run(KEY, NEVER, bench.here()).state()).isEqualTo(State.READY);
    }

    @Test
    void a_healthy_photo_in_flight_when_the_processor_was_killed_becomes_ready() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        for (int i = 0; i < 10; i++) {
            killedDuringTheRender();
        }
        AtomicInteger isolated = new AtomicInteger();
        Renderer alone = (task, memory) -> {
            isolated.incrementAndGet();
            return bench.here().render(task, memory);
        };
        assertThat(bench.run(KEY, NEVER, alone).state()).isEqualTo(State.READY);
        assertThat(isolated).hasValue(1);
    }

    /// It may have crashed native code, which would be used again.
    @Test
    void a_suspect_stays_one_until_it_is_handed_over_again() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        killedDuringTheRender();
        bench.run(KEY, NEVER, bench.here());

        Presets changed = Presets.parse("thumb 100x100 cover jpeg 80");
        bench.run(KEY, changed, Bench.LIMITS, NEVER, bench.here());
        bench.store.delete(bench.item(KEY).variants().getFirst().key());
        bench.run(KEY, changed, Bench.LIMITS, NEVER, bench.here());
        assertThat(bench.item(KEY).fence()).isEqualTo(3);

        bench.uploadAndHandOver(KEY, PHOTO);
        assertThat(bench.run(KEY, bench.here(), NEVER).state()).isEqualTo(State.READY);
    }

    @Test
    void a_suspect_that_is_refused_stays_one_until_it_is_put_back() throws Exception {
        bench.uploadAndHandOver(KEY, sample("not-an-image.jpg"));
        killedDuringTheRender();
        refused(Reason.UNSUPPORTED_FORMAT, bench.run(KEY, NEVER, bench.here()));
        Presets changed = Presets.parse("thumb 100x100 cover jpeg 80");
        refused(Reason.UNSUPPORTED_FORMAT, bench.run(KEY, changed, Bench.LIMITS, NEVER, bench.here()));
        assertThat(bench.ledger.retry(KEY, bench.item(KEY).fence())).isTrue();
        refused(Reason.UNSUPPORTED_FORMAT, bench.run(KEY, bench.here(), NEVER));
    }

    @Test
    void a_suspect_is_rendered_by_a_real_worker_process() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        killedDuringTheRender();
        assertThat(bench.run(KEY).state()).isEqualTo(State.READY);
        assertThat(bench.item(KEY).variants()).hasSize(4);
    }

    @Test
    void a_photo_that_kills_three_workers_is_rejected() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        killedDuringTheRender();
        diesOnceMore(NEVER);
        diesOnceMore(NEVER);
        refused(Reason.DECODER_FAILED, bench.run(KEY, NEVER, DEADLY));
        assertThat(bench.item(KEY).workerDeaths()).isEqualTo(3);
        assertThat(bench.results(KEY)).containsExactly("manifest.json");

        long writes = bench.ledger.writes();
        refused(Reason.DECODER_FAILED, bench.run(KEY, NEVER, NEVER));
        assertThat(bench.ledger.writes()).isEqualTo(writes);
        assertThat(bench.ledger.retry(KEY, bench.item(KEY).fence())).isTrue();
        assertThat(bench.run(KEY).state()).isEqualTo(State.READY);
    }

    @Test
    void of_a_format_that_always_has_a_process_of_its_own_the_first_death_counts_too() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        diesOnceMore(DEADLY);
        diesOnceMore(NEVER);
        refused(Reason.DECODER_FAILED, bench.run(KEY, NEVER, DEADLY));
        assertThat(bench.item(KEY).workerDeaths()).isEqualTo(3);
    }

    @Test
    void a_heic_is_refused_unless_switched_on_and_then_published_by_a_worker() throws Exception {
        ObjectKey phone = new ObjectKey("uploads/phone.heic");
        bench.uploadAndHandOver(phone, sample("phone.heic"));
        refused(Reason.UNSUPPORTED_FORMAT, bench.run(phone));
        assertThat(bench.manifest(phone).orElseThrow()).contains("PHOTOS_HEIF=on");

        Search<Libheif> heif = Libheif.find();
        assumeTrue(heif instanceof Search.Found, heif::sentence);
        assertThat(bench.ledger.retry(phone, bench.item(phone).fence())).isTrue();
        Renderer worker = WorkerRenderer.withHeif(Bench.LIMITS, 128);
        assertThat(bench.run(phone, new FormatRouter(NEVER, worker), worker).state())
                .isEqualTo(State.READY);
        assertThat(bench.item(phone).attempts()).isZero();
        assertThat(bench.item(phone).variants()).hasSize(4);
    }

    /// Memory may have been short for both, for as long as something else took it.
    @Test
    void two_deaths_of_workers_do_not_reject() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        killedDuringTheRender();
        diesOnceMore(NEVER);
        diesOnceMore(NEVER);
        assertThat(bench.run(KEY, NEVER, bench.here()).state()).isEqualTo(State.READY);
        assertThat(bench.item(KEY).workerDeaths()).isZero();
    }

    @Test
    void a_photo_for_which_there_was_no_room_is_no_suspect() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        for (Exception why : List.of(new Unavailable("busy", Duration.ofSeconds(9)), new IOException("disk full"))) {
            Renderer full = (_, _) -> {
                if (why instanceof Unavailable unavailable) {
                    throw unavailable;
                }
                throw new IOException(why);
            };
            assertThatThrownBy(() -> bench.run(KEY, full, NEVER)).isInstanceOf(Unavailable.class);
            assertThat(bench.item(KEY).attempts()).isZero();
        }
        assertThat(bench.run(KEY, bench.here(), NEVER).state()).isEqualTo(State.READY);
    }

    @Test
    void a_damaged_photo_asks_for_the_memory_it_takes_whole() throws Exception {
        bench.uploadAndHandOver(KEY, damaged(PHOTO));
        List<Long> asked = new ArrayList<>();
        Renderer asking = withMemory(memory -> bytes -> {
            asked.add(bytes);
            memory.raiseTo(bytes);
        });
        assertThat(bench.run(KEY, asking, NEVER).reason()).contains(Reason.CORRUPT);
        // Of each pixel three samples and two copies of four bytes, and the variants.
        assertThat(asked).hasSize(2).isSorted();
        assertThat(asked.getLast()).isGreaterThan(11L * 1_080 * 1_920);
    }

    private Path damaged(Path photo) throws IOException {
        byte[] bytes = Files.readAllBytes(photo);
        int at = bytes.length * 3 / 4;
        Arrays.fill(bytes, at, at + 64, (byte) 0xFF);
        bytes[at + 64] = (byte) 0xD4;
        return Files.write(directory.resolve("damaged"), bytes);
    }

    @Test
    void a_key_too_long_for_its_results_is_refused_in_the_ledger_alone() throws Exception {
        ObjectKey longKey = new ObjectKey("uploads/" + "x".repeat(1001) + ".jpg");
        bench.uploadAndHandOver(longKey, PHOTO);
        refused(Reason.KEY_TOO_LONG, bench.run(longKey, NEVER, NEVER));
        assertThat(bench.store.under("results/")).isEmpty();
        assertThat(bench.store.downloads()).isZero();
        bench.deleteAndBury(longKey);
        assertThat(bench.run(longKey, NEVER, NEVER).state()).isEqualTo(State.DELETED);
    }

    @Test
    void the_longest_key_whose_results_fit_is_rendered() throws Exception {
        ObjectKey longest = new ObjectKey("uploads/" + "x".repeat(992));
        bench.uploadAndHandOver(longest, PHOTO);
        assertThat(bench.run(longest).state()).isEqualTo(State.READY);
    }

    @Test
    void of_a_key_that_is_too_long_for_new_presets_nothing_old_stays() throws Exception {
        ObjectKey longest = new ObjectKey("uploads/" + "x".repeat(992));
        Presets longer = Presets.parse("postage-stamp 64x64 cover jpeg 80");
        bench.uploadAndHandOver(longest, PHOTO);
        bench.run(longest);
        refused(Reason.KEY_TOO_LONG, bench.run(longest, longer));
        assertThat(bench.manifest(longest).orElseThrow()).contains("KEY_TOO_LONG");
        bench.clock.advance(Bench.GRACE.plusSeconds(1));
        bench.run(longest, longer);
        assertThat(bench.results(longest)).containsExactly("manifest.json");
        bench.deleteAndBury(longest);
        assertThat(bench.run(longest, longer).state()).isEqualTo(State.DELETED);
        assertThat(bench.results(longest)).isEmpty();
    }

    @Test
    void a_file_too_large_is_refused_before_it_is_fetched() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        GateLimits strict = new GateLimits(Files.size(PHOTO) - 1, 1 << 28, 100, 64, 1L << 28, Bench.LIMITS.deadline());
        refused(Reason.TOO_MANY_BYTES, bench.run(KEY, Presets.DEFAULTS, strict, NEVER, NEVER));
        assertThat(bench.store.downloads()).isZero();
        assertThat(bench.manifest(KEY).orElseThrow()).contains("TOO_MANY_BYTES");
    }

    @Test
    void a_file_of_no_bytes_is_empty() throws Exception {
        bench.uploadAndHandOver(KEY, sample("empty.jpg"));
        refused(Reason.EMPTY, bench.run(KEY, bench.here(), NEVER));
    }

    @Test
    void an_attempt_is_counted_before_the_file_is_looked_at() throws Exception {
        bench.uploadAndHandOver(KEY, sample("empty.jpg"));
        List<Integer> attempts = new ArrayList<>();
        Renderer looking = (task, memory) -> {
            attempts.add(bench.item(KEY).attempts());
            return bench.here().render(task, memory);
        };
        refused(Reason.EMPTY, bench.run(KEY, looking, NEVER));
        assertThat(attempts).containsExactly(1);
        assertThat(bench.item(KEY).attempts()).isZero();
    }

    @Test
    void an_archived_original_is_unreadable() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        bench.store.archive(KEY);
        refused(Reason.UNREADABLE, bench.run(KEY, NEVER, NEVER));
    }

    @Test
    void a_photo_whose_metadata_could_not_be_read_is_not_published_unturned() throws Exception {
        bench.store.archive(KEY);
        bench.uploadAndHandOver(KEY, PHOTO);
        bench.store.restore(KEY);
        refused(Reason.UNREADABLE, bench.run(KEY, NEVER, NEVER));
        bench.handOver(KEY);
        assertThat(bench.run(KEY).state()).isEqualTo(State.READY);
    }

    @Test
    void a_truncated_photo_is_published_with_the_reason() throws Exception {
        bench.uploadAndHandOver(KEY, sample("truncated.jpg"));
        JobAnswer answer = bench.run(KEY);
        assertThat(answer.state()).isEqualTo(State.DEGRADED);
        assertThat(answer.reason()).isEqualTo(Optional.of(Reason.TRUNCATED));
        assertThat(bench.results(KEY)).hasSizeGreaterThan(1);
    }

    @Test
    void damage_goes_with_the_last_variant_it_is_of() throws Exception {
        bench.uploadAndHandOver(KEY, sample("truncated.jpg"));
        bench.run(KEY);
        Renderer mended = (task, memory) -> bench.here().render(task, memory) instanceof RenderOutcome.Rendered made
                ? new RenderOutcome.Rendered(made.variants(), Optional.empty(), made.thumbhash())
                : NEVER.render(task, memory);
        Presets more = Presets.parse(Presets.DEFAULTS.definitions() + "; tiny 20x20 cover jpeg 70");
        JobAnswer kept = bench.run(KEY, more, Bench.LIMITS, mended, NEVER);
        assertThat(kept.reason()).as("most of them are as they were").contains(Reason.TRUNCATED);
        Presets others = Presets.parse("other 20x20 cover jpeg 70");
        assertThat(bench.run(KEY, others, Bench.LIMITS, mended, NEVER).state()).isEqualTo(State.READY);
        assertThat(bench.item(KEY).damage()).isEmpty();
    }

    /// A death that the ledger does not take is of what is no longer wanted.
    @Test
    void a_worker_that_dies_of_what_was_replaced_meanwhile_delays_nothing() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        assertThat(bench.ledger.beginAttempt(bench.item(KEY).claim())).isTrue();
        AtomicInteger renders = new AtomicInteger();
        Renderer dying = (_, _) -> {
            renders.incrementAndGet();
            bench.uploadAndHandOver(KEY, PHOTO);
            throw new WorkerDied("as it was told");
        };
        assertThat(bench.run(KEY, bench.here(), dying).state()).isEqualTo(State.READY);
        assertThat(renders).hasValue(1);
    }

    /// Memory that is short for seconds must not look like the photo's fault; and a clock that was set back must not
    /// make it rest longer.
    @Test
    void a_photo_on_which_a_worker_died_rests_however_many_messages_ask_for_it() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        killedDuringTheRender();
        AtomicInteger renders = new AtomicInteger();
        JobRunner runner = bench.runner(bench.here(), (_, _) -> {
            renders.incrementAndGet();
            throw new WorkerDied("as it was told");
        });
        assertThatThrownBy(() -> runner.run(KEY)).isInstanceOf(Unavailable.class);
        bench.clock.advance(Bench.LIMITS.deadline().minusSeconds(1));
        assertThatThrownBy(() -> runner.run(KEY))
                .isInstanceOfSatisfying(
                        Unavailable.class, e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(1)));
        assertThat(renders).hasValue(1);
        assertThat(bench.item(KEY).workerDeaths()).isEqualTo(1);
        bench.clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> runner.run(KEY)).isInstanceOf(Unavailable.class);
        assertThat(renders).hasValue(2);
        bench.clock.advance(Duration.ofHours(-1));
        assertThat(runner.run(KEY).answer().reason()).contains(Reason.DECODER_FAILED);
        bench.uploadAndHandOver(KEY, PHOTO);
        assertThat(runner.run(KEY).answer().state())
                .as("another original under its key does not rest")
                .isEqualTo(State.READY);
    }
}
