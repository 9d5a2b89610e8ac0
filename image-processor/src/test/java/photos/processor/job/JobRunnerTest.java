package photos.processor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static photos.processor.job.Bench.NEVER;
import static photos.processor.job.Bench.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.job.JobAnswer;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.PublishedVariant;
import photos.ledger.Reason;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;
import photos.processor.render.RenderOutcome;
import photos.processor.render.Renderer;
import photos.storage.Content;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;

class JobRunnerTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/holiday/IMG 1.jpg");
    private static final Path PHOTO = sample("camera-panasonic-lx2.jpg");
    private static final Path OTHER = sample("drone.jpg");

    @TempDir
    private Path directory;

    private Bench bench;

    @BeforeEach
    void prepare() {
        bench = new Bench(directory.resolve("work"));
    }

    private static Content text(String text) {
        return new Content(new Content.Body.Text(text), "image/jpeg", Optional.empty(), Map.of());
    }

    private List<ObjectKey> variantKeys() {
        return bench.item(KEY).variants().stream().map(PublishedVariant::key).toList();
    }

    @Test
    void a_pending_photo_becomes_ready_with_variants_and_a_manifest() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        JobAnswer answer = bench.run(KEY);
        LedgerItem item = bench.item(KEY);
        assertThat(item.state()).isEqualTo(State.READY);
        assertThat(item.published()).contains(item.generation());
        assertThat(item.attempts()).isZero();
        assertThat(item.recipe()).contains(Presets.DEFAULTS.recipe());
        assertThat(item.variants())
                .extracting(PublishedVariant::name)
                .containsExactly("thumb", "small", "medium", "large");
        assertThat(answer)
                .isEqualTo(new JobAnswer(
                        State.READY,
                        Optional.empty(),
                        variantKeys().stream().distinct().toList()));
        for (PublishedVariant variant : item.variants()) {
            assertThat(bench.store.head(variant.key()).orElseThrow().size()).isEqualTo(variant.bytes());
            assertThat(bench.manifest(KEY).orElseThrow())
                    .contains(variant.key().value())
                    .contains(variant.sha256());
        }
        assertThat(bench.manifest(KEY).orElseThrow())
                .contains("\"READY\"")
                .contains(item.thumbhash().orElseThrow())
                .contains(item.generation().text());
    }

    @Test
    void a_second_job_of_a_ready_photo_writes_nothing() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        JobAnswer first = bench.run(KEY);
        long toStore = bench.store.writes();
        long toLedger = bench.ledger.writes();
        assertThat(bench.run(KEY, NEVER, NEVER)).isEqualTo(first);
        assertThat(bench.store.writes()).isEqualTo(toStore);
        assertThat(bench.ledger.writes()).isEqualTo(toLedger);
    }

    @Test
    void a_manifest_that_was_removed_or_spoilt_is_repaired_without_a_render() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        bench.run(KEY);
        String manifest = bench.manifest(KEY).orElseThrow();
        bench.store.delete(Bench.manifestKey(KEY));
        bench.run(KEY, NEVER, NEVER);
        assertThat(bench.manifest(KEY)).contains(manifest);
        bench.store.put(Bench.manifestKey(KEY), text("{}"));
        bench.run(KEY, NEVER, NEVER);
        assertThat(bench.manifest(KEY)).contains(manifest);
    }

    @Test
    void a_variant_that_was_removed_comes_back() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        bench.run(KEY);
        bench.store.delete(variantKeys().getFirst());
        assertThat(bench.run(KEY).state()).isEqualTo(State.READY);
        assertThat(bench.item(KEY).fence()).isEqualTo(2);
        assertThat(variantKeys())
                .allSatisfy(key -> assertThat(bench.store.head(key)).isPresent());
        assertThat(bench.manifest(KEY).orElseThrow())
                .contains(variantKeys().getFirst().value());
    }

    @Test
    void a_changed_preset_is_rendered_and_the_others_stay_as_they_are() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        bench.run(KEY, Presets.parse("thumb 100x100 cover jpeg 80; small 200x200 inside jpeg 82"));
        List<PublishedVariant> before = bench.item(KEY).variants();
        AtomicInteger rendered = new AtomicInteger();
        Renderer counted = (task, memory) -> {
            rendered.addAndGet(task.presets().list().size());
            return bench.here().render(task, memory);
        };
        Presets changed = Presets.parse("thumb 100x100 cover jpeg 80; small 220x220 inside jpeg 82");
        bench.run(KEY, changed, Bench.LIMITS, counted, NEVER);
        List<PublishedVariant> after = bench.item(KEY).variants();
        assertThat(rendered).hasValue(1);
        assertThat(after.getFirst()).isEqualTo(before.getFirst());
        assertThat(after.getLast().key()).isNotEqualTo(before.getLast().key());
        assertThat(after.getLast().dimensions().height()).isEqualTo(220);
        assertThat(bench.item(KEY).recipe()).contains(changed.recipe());
    }

    @Test
    void a_preset_that_is_dropped_leaves_the_ledger_and_renders_nothing_twice() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        bench.run(KEY, Presets.parse("thumb 100x100 cover jpeg 80; small 200x200 inside jpeg 82"));
        PublishedVariant thumb = bench.item(KEY).variants().getFirst();
        bench.run(KEY, Presets.parse("thumb 100x100 cover jpeg 80"), Bench.LIMITS, NEVER, NEVER);
        assertThat(bench.item(KEY).variants()).containsExactly(thumb);
        assertThat(bench.item(KEY).thumbhash()).isPresent();
    }

    @Test
    void presets_that_come_out_alike_share_one_object_named_after_the_first() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        bench.run(KEY, Presets.parse("whole 9000x9000 inside jpeg 80; alias 8000x8000 inside jpeg 80"));
        List<PublishedVariant> variants = bench.item(KEY).variants();
        assertThat(variants).extracting(PublishedVariant::name).containsExactly("whole", "alias");
        assertThat(variants.getLast().key()).isEqualTo(variants.getFirst().key());
        assertThat(bench.results(KEY)).hasSize(2).anyMatch(name -> name.startsWith("whole-"));
    }

    @Test
    void a_deleted_photo_leaves_nothing_and_its_neighbours_everything() throws Exception {
        ObjectKey parent = new ObjectKey("uploads/a");
        ObjectKey child = new ObjectKey("uploads/a/b.jpg");
        ObjectKey lookalike = new ObjectKey("results/a/notes.txt");
        bench.uploadAndHandOver(parent, PHOTO);
        bench.uploadAndHandOver(child, PHOTO);
        bench.store.put(lookalike, text("not ours"));
        bench.run(parent);
        bench.run(child);
        List<String> ofChild = bench.results(child);
        bench.deleteAndBury(parent);
        assertThat(bench.run(parent, NEVER, NEVER))
                .isEqualTo(new JobAnswer(State.DELETED, Optional.empty(), List.of()));
        assertThat(bench.results(parent)).containsExactly("notes.txt");
        assertThat(bench.results(child)).isEqualTo(ofChild).hasSizeGreaterThan(2);
        assertThat(bench.run(child, NEVER, NEVER).state()).isEqualTo(State.READY);
    }

    @Test
    void a_photo_that_came_back_is_not_swept_by_the_job_of_its_deletion() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        bench.run(KEY);
        List<ObjectKey> variants = variantKeys();
        bench.deleteAndBury(KEY);
        bench.upload(KEY, OTHER);
        bench.run(KEY, NEVER, NEVER);
        assertThat(variants).allSatisfy(key -> assertThat(bench.store.head(key)).isPresent());
        bench.handOver(KEY);
        assertThat(bench.run(KEY).state()).isEqualTo(State.READY);
    }

    @Test
    void a_photo_that_the_ledger_does_not_know_is_for_the_sender_to_look_at_again() {
        bench.upload(KEY, PHOTO);
        assertThatThrownBy(() -> bench.run(KEY))
                .isInstanceOf(OriginalMoved.class)
                .hasMessageContaining(KEY.value());
        assertThat(bench.results(KEY)).isEmpty();
    }

    @Test
    void an_original_that_vanished_is_for_the_sender_to_look_at_again() {
        bench.uploadAndHandOver(KEY, PHOTO);
        bench.store.removeForGood(KEY, bench.item(KEY).generation());
        assertThatThrownBy(() -> bench.run(KEY)).isInstanceOf(OriginalMoved.class);
        assertThat(bench.item(KEY).state()).isEqualTo(State.PENDING);
        assertThat(bench.item(KEY).attempts()).isZero();
    }

    @Test
    void an_upload_during_the_render_is_what_is_published() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        AtomicInteger renders = new AtomicInteger();
        Renderer overtaken = (task, memory) -> {
            if (renders.getAndIncrement() == 0) {
                bench.uploadAndHandOver(KEY, OTHER);
            }
            return bench.here().render(task, memory);
        };
        assertThat(bench.run(KEY, overtaken, NEVER).state()).isEqualTo(State.READY);
        assertThat(renders).hasValue(2);
        assertThat(bench.item(KEY).fence()).isEqualTo(2);
        assertThat(bench.item(KEY).published())
                .contains(bench.store.head(KEY).orElseThrow().generation());
        assertThat(bench.manifest(KEY).orElseThrow())
                .contains(bench.item(KEY).generation().text());
    }

    @Test
    void a_delete_during_the_render_stays_a_delete() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        Renderer overtaken = (task, memory) -> {
            bench.deleteAndBury(KEY);
            return bench.here().render(task, memory);
        };
        assertThat(bench.run(KEY, overtaken, NEVER).state()).isEqualTo(State.DELETED);
        assertThat(bench.results(KEY)).isEmpty();
    }

    @Test
    void superseded_variants_stay_for_the_grace_time_and_go_then() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        bench.run(KEY);
        List<ObjectKey> old = variantKeys();
        bench.clock.advance(Duration.ofHours(1));
        bench.uploadAndHandOver(KEY, OTHER);
        bench.run(KEY);
        bench.clock.advance(Bench.GRACE.minusSeconds(1));
        bench.run(KEY, NEVER, NEVER);
        assertThat(old).allSatisfy(key -> assertThat(bench.store.head(key)).isPresent());
        bench.clock.advance(Duration.ofSeconds(1));
        bench.run(KEY, NEVER, NEVER);
        assertThat(old).allSatisfy(key -> assertThat(bench.store.head(key)).isEmpty());
        assertThat(variantKeys())
                .allSatisfy(key -> assertThat(bench.store.head(key)).isPresent());
    }

    @Test
    void an_original_larger_than_the_work_volume_waits() {
        bench.upload(KEY, PHOTO);
        ObjectHead head = bench.store.head(KEY).orElseThrow();
        Original huge = new Original("photos-1", head.generation(), head.eTag(), 1L << 60, head.lastModified());
        assertThat(bench.ledger.handOver(KEY, Optional.empty(), huge, PhotoMetadata.none(List.of())))
                .isTrue();
        GateLimits generous = new GateLimits(Long.MAX_VALUE, 1 << 28, 100, 64, 1L << 28, Bench.LIMITS.deadline());
        assertThatThrownBy(() -> bench.run(KEY, Presets.DEFAULTS, generous, NEVER, NEVER))
                .isInstanceOfSatisfying(
                        Unavailable.class, e -> assertThat(e.retryAfter()).isPresent())
                .hasMessageContaining("MB free, a job needs");
        assertThat(bench.item(KEY).state()).isEqualTo(State.PENDING);
        assertThat(bench.store.downloads()).isZero();
    }

    @Test
    void a_work_volume_that_fills_up_is_nobodys_fault_and_leaves_the_photo_waiting() {
        bench.uploadAndHandOver(KEY, PHOTO);
        Renderer full = (_, _) -> {
            throw new IOException("No space left on device");
        };
        assertThatThrownBy(() -> bench.run(KEY, full, NEVER))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("No space left");
        assertThat(bench.item(KEY).state()).isEqualTo(State.PENDING);
        assertThat(bench.results(KEY)).isEmpty();
    }

    @Test
    void a_work_volume_that_is_gone_is_nobodys_fault_either() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        Renderer gone = (task, _) -> {
            Path moved = directory.resolve("moved");
            Files.move(task.directory(), moved);
            Files.createDirectory(task.directory());
            throw new IOException("Stale file handle");
        };
        assertThatThrownBy(() -> bench.run(KEY, gone, NEVER)).isInstanceOf(Unavailable.class);
        assertThat(bench.item(KEY).state()).isEqualTo(State.PENDING);
        assertThat(bench.run(KEY).state()).isEqualTo(State.READY);
    }

    @Test
    void a_work_volume_that_is_emptied_before_the_upload_is_nobodys_fault_either() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        Renderer emptied = (task, memory) -> {
            RenderOutcome outcome = bench.here().render(task, memory);
            try (Stream<Path> files = Files.list(task.directory())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
            return outcome;
        };
        assertThatThrownBy(() -> bench.run(KEY, emptied, NEVER))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("work volume");
        assertThat(bench.item(KEY).state()).isEqualTo(State.PENDING);
        assertThat(bench.item(KEY).attempts()).isZero();
    }

    @Test
    void a_rejected_photo_has_a_manifest_that_says_why() throws Exception {
        bench.uploadAndHandOver(KEY, sample("not-an-image.jpg"));
        assertThat(bench.run(KEY))
                .isEqualTo(new JobAnswer(State.REJECTED, Optional.of(Reason.UNSUPPORTED_FORMAT), List.of()));
        assertThat(bench.results(KEY)).containsExactly("manifest.json");
        assertThat(bench.manifest(KEY).orElseThrow()).contains("UNSUPPORTED_FORMAT");
    }
}
