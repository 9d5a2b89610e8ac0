package photos.ledger;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static photos.ledger.ExamplePhotos.FULL;
import static photos.ledger.ExamplePhotos.NOTHING;
import static photos.ledger.ExamplePhotos.degraded;
import static photos.ledger.ExamplePhotos.generation;
import static photos.ledger.ExamplePhotos.original;
import static photos.ledger.ExamplePhotos.published;
import static photos.ledger.ExamplePhotos.rejected;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import photos.clock.SettableClock;
import photos.storage.ObjectKey;

/// What every ledger has to promise of its items and the conditional writes that change them.
public interface LedgerContract {
    Instant NOW = Instant.parse("2026-07-01T12:00:00.500Z");
    Instant EXPIRY = Instant.parse("2026-08-01T00:00:00Z");
    ObjectKey KEY = new ObjectKey("uploads/Ünï 🌵 #1+%25.jpg");

    WholeLedger emptyLedger(Clock clock) throws Exception;

    private WholeLedger empty() throws Exception {
        return emptyLedger(new SettableClock(NOW));
    }

    private WholeLedger withPending() throws Exception {
        WholeLedger ledger = empty();
        assertThat(ledger.handOver(KEY, Optional.empty(), original("g1"), FULL)).isTrue();
        return ledger;
    }

    private static LedgerItem item(WholeLedger ledger) {
        return ledger.find(KEY).orElseThrow();
    }

    private static Claim claim(String generation, long fence) {
        return new Claim(KEY, generation(generation), fence);
    }

    @Test
    default void an_item_is_absent_until_it_is_handed_over_and_then_has_fence_1() throws Exception {
        WholeLedger ledger = empty();
        assertThat(ledger.find(KEY)).isEmpty();
        assertThat(ledger.attributes(KEY)).isEmpty();
        assertThat(ledger.handOver(KEY, Optional.of(1L), original("g1"), FULL)).isFalse();
        assertThat(ledger.handOver(KEY, Optional.empty(), original("g1"), FULL)).isTrue();
        assertThat(item(ledger).claim()).isEqualTo(claim("g1", 1));
        assertThat(item(ledger).state()).isEqualTo(State.PENDING);
        assertThat(item(ledger).metadataVersion()).isEqualTo(PhotoMetadata.VERSION);
        assertThat(item(ledger).updatedAt()).contains(NOW);
    }

    @Test
    default void a_hand_over_takes_place_only_over_what_was_seen() throws Exception {
        WholeLedger ledger = withPending();
        assertThat(ledger.handOver(KEY, Optional.empty(), original("g2"), FULL)).isFalse();
        assertThat(ledger.handOver(KEY, Optional.of(0L), original("g2"), FULL)).isFalse();
        assertThat(ledger.handOver(KEY, Optional.of(2L), original("g2"), FULL)).isFalse();
        assertThat(item(ledger).claim()).isEqualTo(claim("g1", 1));
        assertThat(ledger.handOver(KEY, Optional.of(1L), original("g2"), FULL)).isTrue();
        assertThat(item(ledger).claim()).isEqualTo(claim("g2", 2));
    }

    @Test
    default void every_value_comes_back_as_it_was_written() throws Exception {
        Map<String, Object> attributes = withPending().attributes(KEY).orElseThrow();
        assertThat(attributes)
                .contains(
                        entry("objectKey", KEY.value()),
                        entry("bucket", "photos-1"),
                        entry("generation", "g1"),
                        entry("fence", 1L),
                        entry("size", 12_345L),
                        entry("uploadedAt", "2026-06-15T10:20:30.123Z"),
                        entry("uploadMonth", "2026-06"),
                        entry("mediaType", "image/jpeg"),
                        entry("format", "jpeg"),
                        entry("orientation", 6L),
                        entry("uprightWidth", 3000L),
                        entry("uprightHeight", 4000L),
                        entry("camera", "Nikon D800"),
                        entry("exposureTime", "1/250"),
                        entry("exposureSeconds", 0.004),
                        entry("fNumber", 2.8),
                        entry("iso", 400L),
                        entry("focalLength", 50L),
                        entry("focalLength35", 75L),
                        entry("flash", false))
                .contains(
                        entry("takenAt", "2026-01-31T18:30:05.07"),
                        entry("takenMonth", "2026-01"),
                        entry("takenOffset", "+05:30"),
                        entry("takenOffsetSource", "gps"),
                        entry("takenInstant", "2026-01-31T13:00:05.070Z"),
                        entry("latitude", -33.8567844),
                        entry("longitude", 151.213108),
                        entry("altitude", -3.5),
                        entry("geohash4", "r3gx"),
                        entry("place", "Sydney, AU"),
                        entry("placeKilometres", 1.4),
                        entry("description", "Ünï 🌵"),
                        entry("keywords", Set.of("sea", "Opera, House")),
                        entry("rating", 0L),
                        entry("tags", Map.of("Exif IFD0", Map.of("Make", "NIKON CORPORATION", "Odd # tag", ""))),
                        entry("tagsTruncated", true),
                        entry("metadataErrors", List.of("one sentence", "another one")));
    }

    /// No camera writes such a number, but a file may.
    @Test
    default void a_number_beyond_whole_ones_comes_back_as_it_was_written() throws Exception {
        WholeLedger ledger = empty();
        Exposure huge = new Exposure(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(1e20),
                Optional.empty(),
                Optional.empty());
        PhotoMetadata metadata = ExamplePhotos.nothingBut(PhotoMetadata.VERSION, huge);
        assertThat(ledger.handOver(KEY, Optional.empty(), original("g1"), metadata))
                .isTrue();
        assertThat(ledger.attributes(KEY).orElseThrow()).contains(entry("focalLength", 1e20));
    }

    @Test
    default void an_item_is_read_back_as_values() throws Exception {
        LedgerItem item = item(withPending());
        assertThat(item.original()).contains(original("g1"));
        assertThat(item.picture()).isEqualTo(FULL.picture());
        assertThat(item.captureTime()).isEqualTo(FULL.captureTime());
        assertThat(item.captureTime().orElseThrow().offset().orElseThrow().zone())
                .isEqualTo(ZoneOffset.ofHoursMinutes(5, 30));
        assertThat(item.cameraName()).contains("Nikon D800");
        assertThat(item.failure()).isEmpty();
        assertThat(item.variants()).isEmpty();
        assertThat(item.published()).isEmpty();
    }

    @Test
    default void an_overwrite_leaves_nothing_of_the_old_photo() throws Exception {
        WholeLedger ledger = withPending();
        assertThat(ledger.beginAttempt(claim("g1", 1))).isTrue();
        assertThat(ledger.recordWorkerDeath(claim("g1", 1), 0)).isTrue();
        assertThat(ledger.commit(claim("g1", 1), rejected(Reason.CORRUPT))).isTrue();
        assertThat(ledger.handOver(KEY, Optional.of(1L), original("g2"), NOTHING))
                .isTrue();
        assertThat(ledger.attributes(KEY).orElseThrow())
                .containsOnlyKeys(
                        "objectKey",
                        "generation",
                        "fence",
                        "state",
                        "openState",
                        "bucket",
                        "metadataVersion",
                        "eTag",
                        "size",
                        "uploadedAt",
                        "uploadMonth",
                        "recipe",
                        "published",
                        "updatedAt");
        assertThat(item(ledger).attempts()).isZero();
        assertThat(item(ledger).workerDeaths()).isZero();
    }

    @Test
    default void the_published_variants_stay_while_a_newer_upload_waits() throws Exception {
        WholeLedger ledger = withPending();
        assertThat(ledger.commit(claim("g1", 1), published(KEY))).isTrue();
        assertThat(ledger.handOver(KEY, Optional.of(1L), original("g2"), NOTHING))
                .isTrue();
        assertThat(item(ledger).variants()).isEqualTo(published(KEY).variants());
        assertThat(item(ledger).published()).contains(generation("g1"));
        assertThat(item(ledger).state()).isEqualTo(State.PENDING);
    }

    @Test
    default void a_tombstone_keeps_nothing_but_what_orders_it() throws Exception {
        WholeLedger ledger = withPending();
        assertThat(ledger.commit(claim("g1", 1), degraded(KEY))).isTrue();
        assertThat(ledger.bury(KEY, 2, EXPIRY)).isFalse();
        assertThat(ledger.bury(KEY, 1, EXPIRY)).isTrue();
        assertThat(ledger.attributes(KEY).orElseThrow())
                .isEqualTo(Map.of(
                        "objectKey",
                        KEY.value(),
                        "generation",
                        "g1",
                        "fence",
                        2L,
                        "state",
                        "DELETED",
                        "expiresAt",
                        EXPIRY.getEpochSecond()));
        assertThat(item(ledger).original()).isEmpty();
        assertThat(ledger.bury(new ObjectKey("uploads/never"), 0, EXPIRY)).isFalse();
        assertThat(ledger.find(new ObjectKey("uploads/never"))).isEmpty();

        assertThat(ledger.handOver(KEY, Optional.of(2L), original("g2"), FULL)).isTrue();
        assertThat(ledger.attributes(KEY).orElseThrow()).doesNotContainKey("expiresAt");
        assertThat(item(ledger).claim()).isEqualTo(claim("g2", 3));
    }

    @Test
    default void a_fresh_start_raises_the_fence_of_what_has_not_moved() throws Exception {
        WholeLedger ledger = withPending();
        assertThat(ledger.commit(claim("g1", 1), published(KEY))).isTrue();
        assertThat(ledger.advance(claim("g2", 1))).isEmpty();
        assertThat(ledger.advance(claim("g1", 1))).contains(claim("g1", 2));
        assertThat(ledger.advance(claim("g1", 1))).isEmpty();
        assertThat(item(ledger).state()).isEqualTo(State.READY);
        assertThat(item(ledger).variants()).hasSize(2);
        assertThat(ledger.advance(new Claim(new ObjectKey("uploads/never"), generation("g1"), 0)))
                .isEmpty();
    }

    @Test
    default void attempts_and_deaths_are_counted_for_the_claim_that_holds() throws Exception {
        WholeLedger ledger = withPending();
        assertThat(ledger.beginAttempt(claim("g1", 1))).isTrue();
        assertThat(ledger.beginAttempt(claim("g1", 1))).isTrue();
        assertThat(ledger.endAttempt(claim("g1", 1), 1)).isTrue();
        assertThat(ledger.recordWorkerDeath(claim("g1", 1), 0)).isTrue();
        assertThat(item(ledger).attempts()).isEqualTo(1);
        assertThat(item(ledger).workerDeaths()).isEqualTo(1);
        for (Claim other : List.of(claim("g1", 2), claim("g2", 1))) {
            assertThat(ledger.beginAttempt(other)).isFalse();
            assertThat(ledger.endAttempt(other, 0)).isFalse();
            assertThat(ledger.recordWorkerDeath(other, 0)).isFalse();
            assertThat(ledger.commit(other, published(KEY))).isFalse();
        }
        assertThat(item(ledger).attempts()).isEqualTo(1);
        assertThat(item(ledger).workerDeaths()).isEqualTo(1);
        assertThat(item(ledger).state()).isEqualTo(State.PENDING);
    }

    @Test
    default void a_worker_death_reported_twice_counts_once_and_an_attempt_ends_once() throws Exception {
        WholeLedger ledger = withPending();
        assertThat(ledger.recordWorkerDeath(claim("g1", 1), 0)).isTrue();
        assertThat(ledger.recordWorkerDeath(claim("g1", 1), 0)).isFalse();
        assertThat(item(ledger).workerDeaths()).isEqualTo(1);
        assertThat(ledger.recordWorkerDeath(claim("g1", 1), 1)).isTrue();
        assertThat(item(ledger).workerDeaths()).isEqualTo(2);
        assertThat(ledger.endAttempt(claim("g1", 1), 0)).isFalse();
        assertThat(ledger.beginAttempt(claim("g1", 1))).isTrue();
        assertThat(ledger.endAttempt(claim("g1", 1), 0)).isTrue();
        assertThat(ledger.endAttempt(claim("g1", 1), 0)).isFalse();
        assertThat(item(ledger).attempts()).isZero();
    }

    @Test
    default void an_attempt_begun_twice_ends_as_one_and_those_left_behind_stay() throws Exception {
        WholeLedger ledger = withPending();
        leaveAttempts(ledger, claim("g1", 1), 2);
        assertThat(ledger.endAttempt(claim("g1", 1), 0)).isTrue();
        assertThat(item(ledger).attempts()).isZero();
        leaveAttempts(ledger, claim("g1", 1), 3);
        for (boolean first : List.of(true, false)) {
            assertThat(ledger.endAttempt(claim("g1", 1), 2)).isEqualTo(first);
            assertThat(item(ledger).attempts()).isEqualTo(2);
        }
    }

    private static void leaveAttempts(WholeLedger ledger, Claim claim, int attempts) {
        for (int i = 0; i < attempts; i++) {
            assertThat(ledger.beginAttempt(claim)).isTrue();
        }
    }

    @Test
    default void attempts_without_an_answer_stay_with_the_generation_until_it_is_put_back() throws Exception {
        WholeLedger ledger = withPending();
        leaveAttempts(ledger, claim("g1", 1), 2);
        for (Rendering rendering : List.of(published(KEY), degraded(KEY), rejected(Reason.CORRUPT))) {
            assertThat(ledger.commit(claim("g1", 1), rendering)).isTrue();
            assertThat(item(ledger).attempts()).isEqualTo(2);
        }
        assertThat(ledger.advance(claim("g1", 1))).isPresent();
        assertThat(item(ledger).attempts()).isEqualTo(2);
        assertThat(ledger.retry(KEY, 2)).isTrue();
        assertThat(item(ledger).attempts()).isZero();
        leaveAttempts(ledger, claim("g1", 3), 1);
        assertThat(ledger.handOver(KEY, Optional.of(3L), original("g2"), NOTHING))
                .isTrue();
        assertThat(item(ledger).attempts()).isZero();
        leaveAttempts(ledger, claim("g2", 4), 1);
        assertThat(ledger.bury(KEY, 4, EXPIRY)).isTrue();
        assertThat(ledger.attributes(KEY).orElseThrow()).doesNotContainKey("attempts");
    }

    @Test
    default void ready_says_what_is_published_and_is_no_longer_open() throws Exception {
        WholeLedger ledger = withPending();
        ledger.beginAttempt(claim("g1", 1));
        ledger.endAttempt(claim("g1", 1), 0);
        ledger.recordWorkerDeath(claim("g1", 1), 0);
        assertThat(ledger.commit(claim("g1", 1), published(KEY))).isTrue();
        LedgerItem item = item(ledger);
        assertThat(item.state()).isEqualTo(State.READY);
        assertThat(item.failure()).isEmpty();
        assertThat(item.recipe()).contains("recipe-1");
        assertThat(item.published()).contains(generation("g1"));
        assertThat(item.variants()).isEqualTo(published(KEY).variants());
        assertThat(item.updatedAt()).contains(NOW);
        assertThat(item.claim()).isEqualTo(claim("g1", 1));
        assertThat(ledger.attributes(KEY).orElseThrow())
                .contains(entry("renderMillis", 1234L))
                .doesNotContainKeys("openState", "attempts", "workerDeaths", "reason", "message");
    }

    @Test
    default void degraded_is_published_with_a_reason_and_open() throws Exception {
        WholeLedger ledger = withPending();
        assertThat(ledger.commit(claim("g1", 1), degraded(KEY))).isTrue();
        assertThat(item(ledger).state()).isEqualTo(State.DEGRADED);
        assertThat(item(ledger).failure()).contains(new Rendering.Failure(Reason.TRUNCATED, "the end is missing"));
        assertThat(item(ledger).variants()).hasSize(2);
        assertThat(item(ledger).thumbhash()).isEmpty();
        assertThat(ledger.attributes(KEY).orElseThrow()).contains(entry("openState", "DEGRADED"));
        assertThat(ledger.commit(claim("g1", 1), published(KEY))).isTrue();
        assertThat(item(ledger).thumbhash()).isEqualTo(published(KEY).thumbhash());
        assertThat(ledger.attributes(KEY).orElseThrow()).doesNotContainKeys("openState", "reason", "message");
    }

    @Test
    default void the_reason_of_an_item_without_damage_says_what_was_wrong() throws Exception {
        WholeLedger ledger = withPending();
        ledger.commit(claim("g1", 1), degraded(KEY));
        Map<String, Object> older = new LinkedHashMap<>(ledger.attributes(KEY).orElseThrow());
        older.remove("damage");
        assertThat(Attributes.item(older).damage()).isEqualTo(degraded(KEY).damage());
        older.put("reason", "UNREADABLE");
        assertThat(Attributes.item(older).damage()).isEmpty();
        older.put("reason", "CORRUPT");
        older.put("state", "REJECTED");
        assertThat(Attributes.item(older).damage()).isEmpty();
    }

    /// Why a photo is degraded may change; what its variants were made of does not, until others take their place.
    @Test
    default void damage_stays_with_the_variants_it_is_of() throws Exception {
        WholeLedger ledger = withPending();
        Rendering.Published damaged = degraded(KEY);
        Rendering.Failure archived = new Rendering.Failure(Reason.UNREADABLE, "it is archived");
        ledger.commit(
                claim("g1", 1),
                new Rendering.Published(
                        damaged.recipe(),
                        damaged.variants(),
                        damaged.damage(),
                        Optional.of(archived),
                        damaged.thumbhash(),
                        damaged.took()));
        assertThat(item(ledger).failure()).contains(archived);
        assertThat(item(ledger).damage()).isEqualTo(damaged.damage());
        assertThat(ledger.retry(KEY, 1)).isTrue();
        assertThat(item(ledger).failure()).isEmpty();
        assertThat(item(ledger).damage()).isEqualTo(damaged.damage());
        assertThat(ledger.handOver(KEY, Optional.of(2L), original("g2"), NOTHING))
                .isTrue();
        assertThat(item(ledger).damage()).as("the old variants stay").isEqualTo(damaged.damage());
        assertThat(ledger.commit(claim("g2", 3), published(KEY))).isTrue();
        assertThat(ledger.attributes(KEY).orElseThrow()).doesNotContainKeys("damage");
        assertThat(ledger.commit(claim("g2", 3), damaged)).isTrue();
        assertThat(item(ledger).damage()).isEqualTo(damaged.damage());
        assertThat(ledger.commit(claim("g2", 3), rejected(Reason.CORRUPT))).isTrue();
        assertThat(ledger.attributes(KEY).orElseThrow()).doesNotContainKeys("damage");
    }

    @Test
    default void rejected_has_a_reason_and_no_variants() throws Exception {
        WholeLedger ledger = withPending();
        assertThat(ledger.commit(claim("g1", 1), published(KEY))).isTrue();
        assertThat(ledger.commit(claim("g1", 1), rejected(Reason.CORRUPT))).isTrue();
        assertThat(item(ledger).state()).isEqualTo(State.REJECTED);
        assertThat(item(ledger).failure()).contains(new Rendering.Failure(Reason.CORRUPT, "a sentence"));
        assertThat(item(ledger).recipe()).contains("recipe-1");
        assertThat(ledger.attributes(KEY).orElseThrow())
                .contains(entry("openState", "REJECTED"))
                .doesNotContainKeys("variants", "renderMillis", "thumbhash", "attempts");
    }

    @Test
    default void a_retry_starts_again_what_was_rejected_or_degraded_and_nothing_else() throws Exception {
        WholeLedger ledger = withPending();
        assertThat(ledger.retry(KEY, 1)).isFalse();
        ledger.commit(claim("g1", 1), published(KEY));
        assertThat(ledger.retry(KEY, 1)).isFalse();
        ledger.commit(claim("g1", 1), degraded(KEY));
        assertThat(ledger.retry(KEY, 1)).isTrue();
        ledger.recordWorkerDeath(claim("g1", 2), 0);
        ledger.commit(claim("g1", 2), rejected(Reason.DECODER_FAILED));
        assertThat(item(ledger).workerDeaths()).isEqualTo(1);
        assertThat(ledger.retry(KEY, 1)).isFalse();
        assertThat(ledger.retry(KEY, 2)).isTrue();
        assertThat(item(ledger).claim()).isEqualTo(claim("g1", 3));
        assertThat(item(ledger).state()).isEqualTo(State.PENDING);
        assertThat(item(ledger).cameraName()).contains("Nikon D800");
        assertThat(ledger.attributes(KEY).orElseThrow())
                .contains(entry("openState", "PENDING"))
                .doesNotContainKeys("reason", "message", "attempts", "workerDeaths");
        ledger.bury(KEY, 3, EXPIRY);
        assertThat(ledger.retry(KEY, 4)).isFalse();
        assertThat(ledger.retry(new ObjectKey("uploads/never"), 0)).isFalse();
    }
}
