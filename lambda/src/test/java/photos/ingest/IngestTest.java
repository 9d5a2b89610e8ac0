package photos.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import photos.ingest.FakeProcessor.Answer;
import photos.ingest.metadata.JpegWithExif;
import photos.ingest.metadata.MetadataReader;
import photos.ingest.place.Towns;
import photos.ledger.Attributes;
import photos.ledger.ExamplePhotos;
import photos.ledger.InMemoryLedger;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.Rendering;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.storage.Content;
import photos.storage.Generation;
import photos.storage.InMemoryObjectStore;
import photos.storage.ObjectKey;

/// Each branch of the protocol's steps 1 to 4.
@Timeout(60)
final class IngestTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/a b.jpg");
    private static final Instant NOW = Instant.parse("2024-05-01T10:00:00Z");
    private static final int ROUNDS = 6;
    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(40);
    private static final byte[] BY_CANON =
            new JpegWithExif().text(JpegWithExif.IFD0, 0x010F, "Canon").bytes();
    private static final byte[] IN_ZURICH = new JpegWithExif()
            .text(JpegWithExif.GPS, 1, "N")
            .rationals(JpegWithExif.GPS, 2, 47, 1, 22, 1, 40, 1)
            .text(JpegWithExif.GPS, 3, "E")
            .rationals(JpegWithExif.GPS, 4, 8, 1, 32, 1, 24, 1)
            .bytes();
    private static final byte[] BY_NOBODY = new JpegWithExif().bytes();

    private final List<Answer> answers = new ArrayList<>();
    private final FakeProcessor processor =
            new FakeProcessor(n -> n <= answers.size() ? answers.get(n - 1) : Answer.READY);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final InMemoryObjectStore bucket = new InMemoryObjectStore(clock);
    private final InMemoryLedger table = new InMemoryLedger(clock);
    private final HookedStore store = new HookedStore(bucket);
    private final HookedLedger ledger = new HookedLedger(table);
    private Duration left = Duration.ofSeconds(100);
    private final TimeLeft time = () -> left;
    private final Ingest ingest = new Ingest(
            "bucket",
            store,
            ledger,
            new MetadataReader(),
            new Towns(),
            new JobClient(processor.uri(), "key", HTTP_TIMEOUT, clock),
            clock);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        processor.close();
    }

    private LedgerItem item() {
        return table.find(KEY).orElseThrow();
    }

    private Map<String, Object> attributes() {
        return table.attributes(KEY).orElseThrow();
    }

    private int jobs() {
        return processor.requests().size();
    }

    /// An upload; every one is another version.
    private Generation upload(byte[] bytes) {
        try {
            Path file = Files.write(directory.resolve("original"), bytes);
            bucket.put(KEY, new Content(new Content.Body.InFile(file), "image/jpeg", Optional.empty(), Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bucket.head(KEY).orElseThrow().generation();
    }

    /// What the image processor does with a job.
    private void render() {
        Rendering rendering = new Rendering.Published(
                "recipe", List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofSeconds(1));
        assertThat(table.commit(item().claim(), rendering)).isTrue();
    }

    private void ingested(byte[] bytes) {
        upload(bytes);
        ingest.ingest(KEY, time);
        render();
    }

    /// As an older version of the Lambda left it, which found an exposure and nothing else.
    private void ingestedByAnOlderVersion(byte[] bytes) {
        upload(bytes);
        Original original = Original.of("bucket", bucket.head(KEY).orElseThrow());
        PhotoMetadata older = ExamplePhotos.nothingBut(PhotoMetadata.VERSION - 1, ExamplePhotos.FULL.exposure());
        assertThat(table.handOver(KEY, Optional.empty(), original, older)).isTrue();
        render();
    }

    @Test
    void a_new_photo_is_handed_over_with_its_metadata() {
        Generation generation = upload(BY_CANON);
        assertThat(ingest.ingest(KEY, time)).isEqualTo(new IngestOutcome.Settled(KEY, State.READY));
        assertThat(item().state()).isEqualTo(State.PENDING);
        assertThat(item().generation()).isEqualTo(generation);
        assertThat(item().fence()).isEqualTo(1);
        assertThat(attributes()).containsEntry("cameraMake", "Canon").containsEntry("bucket", "bucket");
        assertThat(jobs()).isEqualTo(1);
    }

    @Test
    void a_duplicate_writes_nothing_but_has_the_job_done() {
        ingested(BY_CANON);
        Map<String, Object> before = attributes();
        answers.add(Answer.READY);
        answers.add(Answer.ok("{\"state\":\"REJECTED\"}"));
        assertThat(ingest.ingest(KEY, time)).isEqualTo(new IngestOutcome.Settled(KEY, State.REJECTED));
        assertThat(attributes()).isEqualTo(before);
        assertThat(ledger.writes()).isEqualTo(1);
        assertThat(jobs()).isEqualTo(2);
    }

    @Test
    void only_a_photo_with_a_position_gets_the_name_of_a_town() {
        ingested(IN_ZURICH);
        assertThat(attributes()).containsEntry("place", "Zürich, CH").containsEntry("placeKilometres", 1.5);
        upload(BY_CANON);
        ingest.ingest(KEY, time);
        assertThat(attributes()).doesNotContainKeys("latitude", "place", "placeKilometres");
    }

    @Test
    void an_overwrite_is_handed_over_and_leaves_nothing_of_the_old_photo() {
        ingested(BY_CANON);
        Generation second = upload(BY_NOBODY);
        ingest.ingest(KEY, time);
        assertThat(item().state()).isEqualTo(State.PENDING);
        assertThat(item().generation()).isEqualTo(second);
        assertThat(item().fence()).isEqualTo(2);
        assertThat(attributes()).doesNotContainKeys("cameraMake", "camera");
    }

    @Test
    void metadata_of_an_older_reading_is_read_again() {
        ingestedByAnOlderVersion(BY_CANON);
        ingest.ingest(KEY, time);
        assertThat(item().metadataVersion()).isEqualTo(PhotoMetadata.VERSION);
        assertThat(item().state()).isEqualTo(State.PENDING);
        assertThat(attributes()).containsEntry("cameraMake", "Canon").doesNotContainKey("iso");
    }

    @Test
    void a_deleted_photo_leaves_a_tombstone_that_expires() {
        ingested(BY_CANON);
        bucket.delete(KEY);
        answers.add(Answer.READY);
        answers.add(Answer.ok("{\"state\":\"DELETED\"}"));
        assertThat(ingest.ingest(KEY, time)).isEqualTo(new IngestOutcome.Settled(KEY, State.DELETED));
        assertThat(item().state()).isEqualTo(State.DELETED);
        assertThat(item().fence()).isEqualTo(2);
        assertThat(attributes())
                .containsEntry(
                        Attributes.EXPIRES_AT, NOW.plus(Duration.ofDays(30)).getEpochSecond());
        assertThat(jobs()).isEqualTo(2);
    }

    @Test
    void of_what_never_was_nothing_is_written_and_nobody_told() {
        assertThat(ingest.ingest(KEY, time)).isEqualTo(new IngestOutcome.NothingThere(KEY));
        assertThat(ledger.writes()).isZero();
        assertThat(jobs()).isZero();
    }

    @Test
    void a_second_hint_of_a_deletion_writes_nothing_but_has_the_job_done() {
        ingested(BY_CANON);
        bucket.delete(KEY);
        ingest.ingest(KEY, time);
        Map<String, Object> tombstone = attributes();
        ingest.ingest(KEY, time);
        assertThat(attributes()).isEqualTo(tombstone);
        assertThat(jobs()).isEqualTo(3);
    }

    @Test
    void a_photo_uploaded_again_after_its_deletion_lives() {
        ingested(BY_CANON);
        bucket.delete(KEY);
        ingest.ingest(KEY, time);
        upload(BY_CANON);
        ingest.ingest(KEY, time);
        assertThat(item().state()).isEqualTo(State.PENDING);
        assertThat(item().fence()).isEqualTo(3);
        assertThat(attributes()).doesNotContainKey(Attributes.EXPIRES_AT).containsEntry("cameraMake", "Canon");
    }

    /// As when a version's delete marker is removed: the same version is the current one again.
    @Test
    void the_same_generation_restored_after_its_deletion_lives() {
        ingested(BY_CANON);
        assertThat(table.bury(KEY, item().fence(), NOW)).isTrue();
        ingest.ingest(KEY, time);
        assertThat(item().state()).isEqualTo(State.PENDING);
    }

    @Test
    void the_ledger_is_read_before_the_original_is_looked_at() {
        upload(BY_CANON);
        store.onHead(() -> {
            store.onHead(() -> {});
            upload(BY_NOBODY);
            ingest.ingest(KEY, time);
        });
        ingest.ingest(KEY, time);
        assertThat(item().generation())
                .as("an old answer does not undo a newer one")
                .isEqualTo(new Generation.Version("v2"));
        assertThat(ledger.writes()).isEqualTo(1);
    }

    @Test
    void who_loses_the_condition_looks_again() {
        upload(BY_CANON);
        ledger.onNextWrite(() -> ingest.ingest(KEY, time));
        assertThat(ingest.ingest(KEY, time)).isEqualTo(new IngestOutcome.Settled(KEY, State.READY));
        assertThat(item().fence()).as("the other's write stands alone").isEqualTo(1);
        assertThat(jobs()).isEqualTo(2);
    }

    @Test
    void a_deletion_that_loses_to_an_upload_does_not_happen() {
        ingested(BY_CANON);
        bucket.delete(KEY);
        ledger.onNextWrite(() -> {
            upload(BY_NOBODY);
            assertThat(table.advance(item().claim())).isPresent();
        });
        ingest.ingest(KEY, time);
        assertThat(item().state()).isEqualTo(State.PENDING);
        assertThat(item().fence()).isEqualTo(3);
        assertThat(item().generation()).isEqualTo(bucket.head(KEY).orElseThrow().generation());
    }

    /// The hint of the deletion comes before the ledger knows the photo, and finds nothing to do.
    @Test
    void a_photo_deleted_while_it_is_handed_over_is_buried_by_who_handed_it_over() {
        upload(BY_CANON);
        ledger.onNextWrite(() -> {
            bucket.delete(KEY);
            assertThat(ingest.ingest(KEY, time)).isEqualTo(new IngestOutcome.NothingThere(KEY));
        });
        ingest.ingest(KEY, time);
        assertThat(item().state()).isEqualTo(State.DELETED);
    }

    /// The hint of the return still believes what the ledger said before the deletion, and finds nothing to do.
    @Test
    void a_generation_that_comes_back_while_its_deletion_is_written_lives() {
        ingested(BY_CANON);
        Generation generation = item().generation();
        bucket.delete(KEY);
        ledger.onNextWrite(() -> {
            assertThat(bucket.removeDeleteMarker(KEY)).isTrue();
            ingest.ingest(KEY, time);
        });
        ingest.ingest(KEY, time);
        assertThat(item().state()).isEqualTo(State.PENDING);
        assertThat(item().generation()).isEqualTo(generation);
    }

    @Test
    void an_original_replaced_while_it_is_read_is_read_again() {
        upload(BY_CANON);
        store.onNextRead(() -> upload(BY_NOBODY));
        ingest.ingest(KEY, time);
        assertThat(item().generation()).isEqualTo(new Generation.Version("v2"));
        assertThat(attributes()).doesNotContainKey("cameraMake");
        assertThat(ledger.writes()).isEqualTo(1);
    }

    @Test
    void an_original_deleted_while_it_is_read_was_never_there() {
        upload(BY_CANON);
        store.onNextRead(() -> bucket.delete(KEY));
        assertThat(ingest.ingest(KEY, time)).isEqualTo(new IngestOutcome.NothingThere(KEY));
        assertThat(ledger.writes()).isZero();
    }

    @Test
    void an_original_that_cannot_be_read_is_handed_over_without_metadata() {
        upload(BY_CANON);
        bucket.archive(KEY);
        store.onNextRead(() -> {
            throw new AssertionError("nobody reads what cannot be read");
        });
        ingest.ingest(KEY, time);
        assertThat(item().state()).isEqualTo(State.PENDING);
        assertThat(attributes()).containsKey("metadataErrors").doesNotContainKey("format");
    }

    @Test
    void an_archived_original_writes_once_and_is_read_when_it_was_restored() {
        upload(BY_CANON);
        bucket.archive(KEY);
        ingest.ingest(KEY, time);
        render();
        ingest.ingest(KEY, time);
        assertThat(ledger.writes()).as("there is nothing new to be known").isEqualTo(1);
        bucket.restore(KEY);
        ingest.ingest(KEY, time);
        assertThat(item().state()).isEqualTo(State.PENDING);
        assertThat(item().metadataVersion()).isEqualTo(PhotoMetadata.VERSION);
        assertThat(attributes()).containsEntry("cameraMake", "Canon").doesNotContainKey("metadataErrors");
    }

    @Test
    void what_is_known_of_an_original_stays_when_it_is_archived() {
        ingestedByAnOlderVersion(BY_CANON);
        bucket.archive(KEY);
        ingest.ingest(KEY, time);
        assertThat(item().state()).isEqualTo(State.READY);
        assertThat(attributes()).containsEntry("iso", 400L);
    }

    @Test
    void an_original_whose_bytes_are_refused_is_handed_over_once_without_metadata() {
        upload(BY_CANON);
        store.refuseBytes();
        assertThat(ingest.ingest(KEY, time)).isEqualTo(new IngestOutcome.Settled(KEY, State.READY));
        assertThat(ledger.writes()).isEqualTo(1);
        assertThat(attributes()).containsKey("metadataErrors").doesNotContainKey("format");
    }

    @Test
    void a_conflict_makes_it_look_again() {
        upload(BY_CANON);
        answers.add(Answer.CONFLICT);
        assertThat(ingest.ingest(KEY, time)).isEqualTo(new IngestOutcome.Settled(KEY, State.READY));
        assertThat(jobs()).isEqualTo(2);
        assertThat(ledger.writes()).isEqualTo(1);
    }

    @Test
    void a_conflict_that_stays_goes_back_to_the_queue() {
        upload(BY_CANON);
        for (int i = 0; i < 100; i++) {
            answers.add(Answer.CONFLICT);
        }
        assertThatThrownBy(() -> ingest.ingest(KEY, time))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(KEY.value());
        assertThat(jobs()).as("but for the round that wrote").isEqualTo(ROUNDS - 1);
    }

    @Test
    void a_key_that_never_rests_goes_back_to_the_queue() {
        ingested(BY_CANON);
        upload(BY_NOBODY);
        ledger.onWrite(() -> assertThat(table.advance(item().claim())).isPresent());
        assertThatThrownBy(() -> ingest.ingest(KEY, time)).isInstanceOf(Unavailable.class);
        assertThat(jobs()).as("no job but the first photo's").isEqualTo(1);
    }

    @Test
    void a_busy_processor_sends_back_to_the_queue_and_the_photo_stays_pending() {
        upload(BY_CANON);
        answers.add(new Answer(503, "", "9"));
        Unavailable busy = catchThrowableOfType(Unavailable.class, () -> ingest.ingest(KEY, time));
        assertThat(busy.retryAfter()).contains(Duration.ofSeconds(9));
        assertThat(item().state()).isEqualTo(State.PENDING);
        assertThat(ingest.ingest(KEY, time)).isEqualTo(new IngestOutcome.Settled(KEY, State.READY));
        assertThat(ledger.writes()).isEqualTo(1);
    }

    private void assertThereIsNoTime() {
        assertThatThrownBy(() -> ingest.ingest(KEY, time))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("the function ends in " + left.toSeconds() + " s");
    }

    @Test
    void no_job_begins_whose_answer_might_come_after_the_end_of_the_function() {
        upload(BY_CANON);
        left = HTTP_TIMEOUT.plusSeconds(4);
        assertThereIsNoTime();
        assertThat(item().state()).as("the rest is for the next time").isEqualTo(State.PENDING);
        assertThat(jobs()).isZero();
        left = HTTP_TIMEOUT.plusSeconds(5);
        assertThat(ingest.ingest(KEY, time)).isEqualTo(new IngestOutcome.Settled(KEY, State.READY));
    }

    @Test
    void after_a_late_conflict_the_message_goes_back_while_there_is_time_to_say_so() {
        ingested(BY_CANON);
        answers.add(Answer.READY);
        answers.add(Answer.CONFLICT);
        store.onHead(() -> left = jobs() == 2 ? Duration.ofSeconds(33) : left);
        assertThereIsNoTime();
        assertThat(jobs()).isEqualTo(2);
    }

    @Test
    void a_slow_store_leaves_no_time_to_read_metadata() {
        upload(BY_CANON);
        store.onHead(() -> left = Duration.ofSeconds(29));
        store.onNextRead(() -> {
            throw new AssertionError("a read may take 25 s");
        });
        assertThereIsNoTime();
        assertThat(ledger.writes()).isZero();
    }

    @Test
    void an_absent_store_is_no_deletion() {
        ingested(BY_CANON);
        store.onHead(() -> {
            throw new Unavailable("403");
        });
        assertThatThrownBy(() -> ingest.ingest(KEY, time)).isInstanceOf(Unavailable.class);
        assertThat(item().state()).isEqualTo(State.READY);
        assertThat(jobs()).isEqualTo(1);
    }
}
