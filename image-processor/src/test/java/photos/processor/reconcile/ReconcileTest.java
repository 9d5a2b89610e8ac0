package photos.processor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static photos.processor.job.Bench.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.ledger.Claim;
import photos.ledger.ExamplePhotos;
import photos.ledger.Exposure;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.PublishedVariant;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.ledger.State;
import photos.processor.gate.GateLimits;
import photos.processor.job.Bench;
import photos.processor.preset.Presets;
import photos.processor.results.Results;
import photos.storage.Content;
import photos.storage.ObjectKey;

/// The reconciler with the real jobs, the Lambda's part played by hand.
class ReconcileTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/holiday/IMG 1.jpg");
    private static final ObjectKey INNER = new ObjectKey("uploads/holiday/IMG 1.jpg/crop.jpg");
    private static final Path PHOTO = sample("camera-panasonic-lx2.jpg");
    private static final Path OTHER = sample("drone.jpg");
    private static final Duration STUCK = Duration.ofMinutes(15);

    @TempDir
    private Path directory = Path.of("");

    private Bench bench = new Bench(directory);
    private Presets presets = Presets.DEFAULTS;
    private long largest = Bench.LIMITS.bytes();

    @BeforeEach
    void prepare() {
        bench = new Bench(directory.resolve("work"));
    }

    private List<Finding> findings = new ArrayList<>();

    private Plan plan() {
        Results results = new Results(bench.store, bench.ledger, Bench.GRACE, bench.clock);
        return new Reconciler(bench.store, bench.ledger, results, presets, largest, STUCK, bench.clock)
                .plan(
                        "",
                        () -> {
                            findings = new ArrayList<>();
                            return findings::add;
                        },
                        _ -> {});
    }

    /// Everything that was found, as a run does it.
    private void run() throws Exception {
        for (Finding finding : findings) {
            ObjectKey key = finding.key();
            Optional<LedgerItem> item = bench.ledger.find(key);
            boolean isThere = bench.store.head(key).isPresent();
            if (finding.isUnknown()) {
                assertThat(bench.ledger.entomb(key, bench.clock.instant().plus(STUCK)))
                        .isTrue();
            } else if (!isThere && item.stream().anyMatch(i -> i.state() != State.DELETED)) {
                assertThat(bench.ledger.bury(
                                key,
                                item.orElseThrow().fence(),
                                bench.clock.instant().plus(STUCK)))
                        .isTrue();
            } else if (isThere
                    && item.filter(i -> i.state() != State.DELETED)
                            .filter(i -> i.generation()
                                    .equals(bench.store.head(key).orElseThrow().generation()))
                            .filter(i -> i.metadataVersion() == PhotoMetadata.VERSION)
                            .isEmpty()) {
                bench.handOver(key);
            }
            job(key);
        }
    }

    private void job(ObjectKey key) throws Exception {
        GateLimits usual = Bench.LIMITS;
        GateLimits limits = new GateLimits(
                largest,
                usual.pixels(),
                usual.jpegScans(),
                usual.tiffDirectories(),
                usual.costBytes(),
                usual.deadline());
        bench.run(key, presets, limits, bench.here(), Bench.NEVER);
    }

    private void ready(ObjectKey key, Path photo) throws Exception {
        bench.uploadAndHandOver(key, photo);
        job(key);
    }

    private void assertRunMends(Kind kind) throws Exception {
        assertThat(plan().kinds()).isEqualTo(Map.of(kind, 1L));
        run();
        assertAllIsWell();
    }

    private void assertAllIsWell() {
        Plan after = plan();
        assertThat(after.kinds()).isEmpty();
        assertThat(after.renders()).isZero();
        assertThat(after.bytesToRead()).isZero();
    }

    private static Content text(String text) {
        return new Content(new Content.Body.Text(text), "text/plain", Optional.empty(), Map.of());
    }

    private ObjectKey variant(String name) {
        return bench.item(KEY).variants().stream()
                .filter(v -> v.name().equals(name))
                .map(PublishedVariant::key)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_empty_bucket_needs_nothing() {
        assertThat(plan().looked()).isZero();
        assertAllIsWell();
    }

    @Test
    void a_photo_whose_event_was_lost_is_found() throws Exception {
        ready(INNER, OTHER);
        bench.upload(KEY, PHOTO);
        Plan plan = plan();
        assertThat(plan.kinds()).isEqualTo(Map.of(Kind.NEVER_SEEN, 1L));
        assertThat(plan.asWanted()).isEqualTo(1);
        assertThat(plan.renders()).isEqualTo(1);
        assertThat(plan.bytesToRead()).isEqualTo(Files.size(PHOTO) + (1 << 16));
        assertThat(plan.renderTime()).isPositive();
        assertThat(plan.dollars()).isBetween(0.000_02, 0.000_2);
        run();
        assertThat(bench.item(KEY).state()).isEqualTo(State.READY);
        assertAllIsWell();
    }

    @Test
    void an_overwrite_is_found_even_by_a_copy_of_the_same_bytes() throws Exception {
        ready(KEY, PHOTO);
        bench.upload(KEY, OTHER);
        assertRunMends(Kind.OTHER_GENERATION);
        bench.clock.advance(Bench.GRACE.plusSeconds(1));
        assertRunMends(Kind.LEFTOVERS);
        bench.upload(KEY, OTHER);
        assertRunMends(Kind.OTHER_GENERATION);
    }

    @Test
    void a_delete_that_nobody_heard_of_is_found_and_the_photo_below_it_stays() throws Exception {
        ready(KEY, PHOTO);
        ready(INNER, OTHER);
        bench.store.delete(KEY);
        assertRunMends(Kind.DELETED);
        assertThat(bench.results(KEY)).isEmpty();
        assertThat(bench.results(INNER)).isNotEmpty();
    }

    @Test
    void a_photo_that_came_back_is_found() throws Exception {
        ready(KEY, PHOTO);
        bench.deleteAndBury(KEY);
        bench.run(KEY, presets);
        bench.upload(KEY, PHOTO);
        assertRunMends(Kind.NEVER_SEEN);
    }

    @Test
    void a_pending_photo_is_left_alone_until_it_counts_as_stuck() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        Plan young = plan();
        assertThat(young.kinds()).isEmpty();
        assertThat(young.underWay()).isEqualTo(1);
        bench.clock.advance(STUCK);
        assertRunMends(Kind.STUCK);
    }

    @Test
    void an_archived_photo_is_as_wanted_until_it_is_restored() throws Exception {
        bench.store.archive(KEY);
        ready(KEY, PHOTO);
        assertThat(bench.item(KEY).state()).isEqualTo(State.REJECTED);
        assertAllIsWell();
        bench.store.restore(KEY);
        assertRunMends(Kind.METADATA_OLD);
        assertThat(bench.item(KEY).state()).isEqualTo(State.READY);
    }

    @Test
    void published_variants_of_an_archived_photo_stay_whatever_presets_want() throws Exception {
        ready(KEY, PHOTO);
        bench.store.archive(KEY);
        bench.store.delete(variant("small"));
        assertRunMends(Kind.VARIANT_MISSING);
        assertThat(bench.item(KEY).state()).isEqualTo(State.DEGRADED);
        assertThat(bench.item(KEY).failure().orElseThrow().reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(bench.item(KEY).variants()).hasSize(3);

        presets = Presets.parse(Presets.DEFAULTS.definitions() + "; tiny 20x20 cover jpeg 70");
        assertRunMends(Kind.RECIPE_DIFFERS);
        bench.clock.advance(Bench.GRACE.plusSeconds(1));
        assertAllIsWell();
        assertThat(bench.item(KEY).variants()).hasSize(3);
        assertThat(bench.results(KEY)).hasSize(4);

        presets = Presets.parse(Presets.DEFAULTS.definitions().replaceAll("small [^;]*; ", ""));
        assertRunMends(Kind.RECIPE_DIFFERS);
        assertThat(bench.item(KEY).failure()).as("all that is wanted is there").isEmpty();
        assertThat(bench.item(KEY).state()).isEqualTo(State.READY);

        presets = Presets.parse(Presets.DEFAULTS.definitions() + "; tiny 20x20 cover jpeg 70");
        assertRunMends(Kind.RECIPE_DIFFERS);
        bench.store.restore(KEY);
        assertThat(bench.ledger.retry(KEY, bench.item(KEY).fence())).isTrue();
        bench.run(KEY, presets);
        assertThat(bench.item(KEY).state()).isEqualTo(State.READY);
        assertThat(bench.item(KEY).variants()).hasSize(5);
    }

    /// That the original was out of reach for a while makes no whole photo of a truncated one.
    @Test
    void a_truncated_photo_is_truncated_again_once_its_archived_original_is_wanted_no_more() throws Exception {
        ready(KEY, sample("truncated.jpg"));
        assertEndsAs(State.DEGRADED, Reason.TRUNCATED);
        bench.store.archive(KEY);
        presets = Presets.parse(Presets.DEFAULTS.definitions() + "; tiny 20x20 cover jpeg 70");
        assertRunMends(Kind.RECIPE_DIFFERS);
        assertEndsAs(State.DEGRADED, Reason.UNREADABLE);

        assertThat(bench.ledger.retry(KEY, bench.item(KEY).fence())).isTrue();
        bench.run(KEY, presets);
        assertEndsAs(State.DEGRADED, Reason.UNREADABLE);

        presets = Presets.DEFAULTS;
        assertRunMends(Kind.RECIPE_DIFFERS);
        assertEndsAs(State.DEGRADED, Reason.TRUNCATED);
        assertThat(bench.manifest(KEY).orElseThrow()).contains("TRUNCATED");
    }

    private void assertEndsAs(State state, Reason reason) {
        assertThat(bench.item(KEY).state()).isEqualTo(state);
        assertThat(bench.item(KEY).failure().map(Rendering.Failure::reason)).contains(reason);
    }

    /// Its metadata cannot be read again, and what cannot be done is no finding.
    @Test
    void an_archived_photo_with_old_metadata_is_as_wanted_until_it_is_restored() throws Exception {
        bench.upload(KEY, PHOTO);
        PhotoMetadata older = ExamplePhotos.nothingBut(PhotoMetadata.VERSION - 1, Exposure.UNKNOWN);
        Original original = Original.of("photos-1", bench.store.head(KEY).orElseThrow());
        assertThat(bench.ledger.handOver(KEY, Optional.empty(), original, older))
                .isTrue();
        bench.run(KEY, presets);
        bench.store.archive(KEY);
        assertAllIsWell();
        bench.store.restore(KEY);
        assertRunMends(Kind.METADATA_OLD);
    }

    @Test
    void a_photo_whose_key_is_too_long_for_new_presets_is_mended_and_leaves_nothing() throws Exception {
        ObjectKey longest = new ObjectKey("uploads/" + "x".repeat(992));
        ready(longest, PHOTO);
        presets = Presets.parse("postage-stamp 64x64 cover jpeg 80");
        assertThat(plan().renders()).isZero();
        assertRunMends(Kind.RECIPE_DIFFERS);
        bench.clock.advance(Bench.GRACE.plusSeconds(1));
        assertRunMends(Kind.LEFTOVERS);
        bench.store.delete(longest);
        assertRunMends(Kind.DELETED);
        assertThat(bench.results(longest)).isEmpty();
    }

    @Test
    void a_photo_whose_key_is_too_long_for_any_result_is_as_wanted() throws Exception {
        ready(new ObjectKey("uploads/" + "x".repeat(1001) + ".jpg"), PHOTO);
        assertAllIsWell();
    }

    @Test
    void changed_presets_render_only_what_changed() throws Exception {
        ready(KEY, PHOTO);
        ObjectKey thumb = variant("thumb");
        presets = Presets.parse(Presets.DEFAULTS.definitions() + "; tiny 20x20 cover jpeg 70");
        assertThat(plan().renders()).isEqualTo(1);
        assertRunMends(Kind.RECIPE_DIFFERS);
        assertThat(variant("thumb")).isEqualTo(thumb);
        ObjectKey tiny = variant("tiny");

        presets = Presets.DEFAULTS;
        Plan fewer = plan();
        assertThat(fewer.kinds()).isEqualTo(Map.of(Kind.RECIPE_DIFFERS, 1L));
        assertThat(fewer.renders()).isZero();
        assertThat(fewer.bytesToRead()).isZero();
        run();
        assertAllIsWell();
        bench.clock.advance(Bench.GRACE.plusSeconds(1));
        assertRunMends(Kind.LEFTOVERS);
        assertThat(bench.store.head(tiny)).isEmpty();
        assertThat(bench.store.head(thumb)).isPresent();
    }

    @Test
    void a_variant_deleted_by_hand_comes_back_and_no_other_is_made() throws Exception {
        ready(KEY, PHOTO);
        ObjectKey thumb = variant("thumb");
        bench.store.delete(variant("small"));
        assertRunMends(Kind.VARIANT_MISSING);
        assertThat(bench.store.head(variant("small"))).isPresent();
        assertThat(variant("thumb")).isEqualTo(thumb);
    }

    @Test
    void a_manifest_deleted_or_altered_by_hand_comes_back() throws Exception {
        ready(KEY, PHOTO);
        String manifest = bench.manifest(KEY).orElseThrow();
        bench.store.delete(Bench.manifestKey(KEY));
        assertRunMends(Kind.MANIFEST_WRONG);
        bench.store.put(Bench.manifestKey(KEY), text(manifest.replace("READY", "REJECTED")));
        assertRunMends(Kind.MANIFEST_WRONG);
        assertThat(bench.manifest(KEY)).contains(manifest);
    }

    @Test
    void results_of_a_photo_that_nobody_knows_are_removed_and_what_is_not_ours_stays() throws Exception {
        ready(KEY, PHOTO);
        String prefix = KEY.resultsPrefix();
        ObjectKey unknown = new ObjectKey("uploads/unknown.jpg");
        bench.store.put(new ObjectKey("results/unknown.jpg/thumb-0123456789.jpg"), text("x"));
        bench.store.put(new ObjectKey("results/unknown.jpg/manifest.json"), text("{}"));
        for (String stranger : List.of("results/manifest.json", "results/unknown.jpg/notes.txt", prefix + "x/y.jpg")) {
            bench.store.put(new ObjectKey(stranger), text("x"));
        }
        Plan plan = plan();
        assertThat(plan.kinds()).isEqualTo(Map.of(Kind.LEFTOVERS, 1L));
        assertThat(plan.strangers()).isEqualTo(3);
        run();
        assertThat(bench.results(unknown)).containsExactly("notes.txt");
        assertThat(bench.item(unknown).state()).isEqualTo(State.DELETED);
        assertAllIsWell();
    }

    @Test
    void rejected_photos_and_keys_that_are_too_long_are_as_they_should_be() throws Exception {
        ObjectKey tooLong = new ObjectKey("uploads/" + "k".repeat(1010));
        ready(new ObjectKey("uploads/not-an-image.jpg"), sample("not-an-image.jpg"));
        ready(tooLong, PHOTO);
        assertThat(bench.item(tooLong).state()).isEqualTo(State.REJECTED);
        assertAllIsWell();
        assertThat(plan().asWanted()).isEqualTo(2);
    }

    /// A job says of these what becomes of them by the ledger alone, and so does the plan.
    private void assertOtherPresetsReadNothing() throws Exception {
        presets = Presets.parse("tiny 20x20 cover jpeg 70");
        Plan plan = plan();
        assertThat(plan.kinds()).isEqualTo(Map.of(Kind.RECIPE_DIFFERS, 1L));
        assertThat(plan.renders()).isZero();
        assertThat(plan.bytesToRead()).isZero();
        assertThat(plan.renderTime()).isZero();
        assertRunMends(Kind.RECIPE_DIFFERS);
    }

    @Test
    void a_photo_that_killed_its_decoders_is_rendered_by_no_run() throws Exception {
        bench.uploadAndHandOver(KEY, PHOTO);
        Claim claim = bench.item(KEY).claim();
        for (int deaths = 0; deaths < 3; deaths++) {
            bench.ledger.recordWorkerDeath(claim, deaths);
        }
        assertThat(plan().underWay()).isEqualTo(1);
        bench.clock.advance(STUCK);
        assertThat(plan().renders()).as("pending, and rejected next").isZero();
        job(KEY);
        assertEndsAs(State.REJECTED, Reason.DECODER_FAILED);
        assertOtherPresetsReadNothing();
        assertEndsAs(State.REJECTED, Reason.DECODER_FAILED);
    }

    @Test
    void a_photo_of_too_many_bytes_is_rendered_by_no_run() throws Exception {
        largest = Files.size(PHOTO) - 1;
        bench.upload(KEY, PHOTO);
        Plan unseen = plan();
        assertThat(unseen.kinds()).isEqualTo(Map.of(Kind.NEVER_SEEN, 1L));
        assertThat(unseen.renders()).isZero();
        assertThat(unseen.bytesToRead()).as("its metadata").isEqualTo(1 << 16);
        run();
        assertEndsAs(State.REJECTED, Reason.TOO_MANY_BYTES);
        assertOtherPresetsReadNothing();
    }

    @Test
    void a_photo_that_was_archived_before_anybody_read_it_is_rendered_by_no_run() throws Exception {
        bench.store.archive(KEY);
        ready(KEY, PHOTO);
        assertEndsAs(State.REJECTED, Reason.UNREADABLE);
        assertOtherPresetsReadNothing();
    }

    @Test
    void folder_markers_are_no_photos() {
        bench.store.put(new ObjectKey("uploads/"), text(""));
        bench.store.put(new ObjectKey("uploads/holiday/"), text(""));
        assertAllIsWell();
        assertThat(plan().looked()).isZero();
    }
}
