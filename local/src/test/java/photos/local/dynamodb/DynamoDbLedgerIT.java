package photos.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import photos.ledger.Camera;
import photos.ledger.CaptureTime;
import photos.ledger.Claim;
import photos.ledger.ExamplePhotos;
import photos.ledger.LedgerContract;
import photos.ledger.LedgerSearchContract;
import photos.ledger.Page;
import photos.ledger.PhotoMetadata;
import photos.ledger.PhotoQuery;
import photos.ledger.Position;
import photos.ledger.QueryText;
import photos.ledger.RawTags;
import photos.ledger.Reason;
import photos.ledger.WholeLedger;
import photos.ledger.WholeLedgerContract;
import photos.storage.ObjectKey;

/// The ledger of the programs against the table of the template in DynamoDB Local; a table for each test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbLedgerIT implements LedgerContract, LedgerSearchContract, WholeLedgerContract {
    private LedgerTables tables;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        tables = LedgerTables.start(directory);
    }

    @AfterAll
    void stop() {
        tables.close();
    }

    @Override
    public WholeLedger emptyLedger(Clock clock) {
        return tables.emptyLedger(clock);
    }

    @Test
    void what_the_table_refuses_of_a_photo_costs_its_metadata_and_not_the_photo() {
        WholeLedger ledger = emptyLedger(Clock.fixed(TODAY, ZoneOffset.UTC));
        PhotoMetadata full = ExamplePhotos.FULL;
        PhotoMetadata refused = new PhotoMetadata(
                full.picture(),
                new Camera(Optional.empty(), Optional.empty(), Optional.of("x".repeat(3_000)), Optional.empty()),
                full.exposure(),
                full.captureTime(),
                full.position(),
                Optional.of(1e200),
                full.place(),
                full.description(),
                full.colorProfile(),
                full.tags(),
                full.errors());
        assertThat(ledger.handOver(KEY, Optional.empty(), ExamplePhotos.original("g1"), full))
                .isTrue();
        assertThat(ledger.handOver(KEY, Optional.of(1L), ExamplePhotos.original("g2"), refused))
                .isTrue();
        assertThat(ledger.attributes(KEY).orElseThrow())
                .containsEntry("generation", "g2")
                .containsEntry("metadataErrors", List.of("DynamoDB refuses what was read from the photo"))
                .doesNotContainKeys("camera", "altitude", "latitude", "tags", "format");
        assertThat(ledger.handOver(KEY, Optional.of(1L), ExamplePhotos.original("g3"), refused))
                .isFalse();
    }

    /// Dated photos of three months, a hundred each, half of them by a camera and at a place.
    private WholeLedger threeHundred() {
        WholeLedger ledger = emptyLedger(Clock.fixed(TODAY, ZoneOffset.UTC));
        for (int i = 0; i < 300; i++) {
            Instant at = TODAY.minus(Duration.ofHours(i * 7L));
            boolean isOne = i % 2 == 0;
            PhotoMetadata photo = dated(
                    at,
                    isOne ? ExamplePhotos.FULL.camera() : Camera.UNKNOWN,
                    isOne ? Optional.of(new Position(47.37 + i / 10_000.0, 8.54)) : Optional.empty());
            ledger.handOver(new ObjectKey("uploads/" + i), Optional.empty(), ExamplePhotos.uploaded("g1", at), photo);
        }
        return ledger;
    }

    private static PhotoMetadata dated(Instant at, Camera camera, Optional<Position> position) {
        PhotoMetadata full = ExamplePhotos.FULL;
        return new PhotoMetadata(
                full.picture(),
                camera,
                full.exposure(),
                Optional.of(new CaptureTime(LocalDateTime.ofInstant(at, ZoneOffset.UTC), 0, Optional.empty())),
                position,
                Optional.empty(),
                Optional.empty(),
                full.description(),
                Optional.empty(),
                RawTags.NONE,
                List.of());
    }

    private static Map<String, String> parameters(String question) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : question.isEmpty() ? new String[0] : question.split("&", -1)) {
            parameters.put(parameter.split("=", -1)[0], parameter.split("=", -1)[1]);
        }
        return parameters;
    }

    @Test
    void a_question_that_an_index_answers_reads_at_most_twice_what_it_returns() throws Exception {
        WholeLedger ledger = threeHundred();
        Map<String, String> indexes = Map.of(
                "", "byUpload",
                "from=2026-06", "byMonth",
                "from=2026-05-10&to=2026-06-10", "byMonth",
                "to=2026-06", "byMonth",
                "camera=Nikon D800", "byCamera",
                "camera=Nikon D800&from=2026-06", "byCamera",
                "near=47.38,8.54&within=30", "byPlace",
                "state=PENDING", "byState");
        for (Map.Entry<String, String> question : indexes.entrySet()) {
            for (int limit : new int[] {10, 100, 250}) {
                Map<String, String> parameters = parameters(question.getKey());
                parameters.put("limit", Integer.toString(limit));
                Page page = ledger.search(QueryText.parse(parameters));
                assertThat(page.index()).as(question.getKey()).isEqualTo(question.getValue());
                assertThat(page.photos()).as(parameters.toString()).isNotEmpty();
                assertThat(page.itemsRead())
                        .as(parameters.toString())
                        .isBetween(page.photos().size(), 2 * page.photos().size());
            }
        }
    }

    @Test
    void a_reason_reads_only_what_failed() throws Exception {
        WholeLedger ledger = emptyLedger(Clock.fixed(TODAY, ZoneOffset.UTC));
        for (int i = 0; i < 20; i++) {
            ObjectKey key = new ObjectKey("uploads/" + i);
            ledger.handOver(key, Optional.empty(), ExamplePhotos.uploaded("g1", TODAY), ExamplePhotos.FULL);
            if (i % 10 == 0) {
                ledger.commit(
                        new Claim(key, ExamplePhotos.generation("g1"), 1), ExamplePhotos.rejected(Reason.CORRUPT));
            }
        }
        for (String question : List.of("reason=CORRUPT", "reason=CORRUPT&state=READY,REJECTED")) {
            Page page = ledger.search(QueryText.parse(parameters(question)));
            assertThat(page.photos()).as(question).hasSize(2);
            assertThat(page.index()).as(question).isEqualTo("byState");
            assertThat(page.itemsRead()).as(question).isEqualTo(2);
        }
        Page impossible = ledger.search(QueryText.parse(parameters("reason=CORRUPT&state=READY")));
        assertThat(impossible.photos()).isEmpty();
        assertThat(impossible.itemsRead()).isZero();
    }

    @Test
    void few_requests_find_out_that_a_small_ledger_has_no_more() throws Exception {
        WholeLedger ledger = emptyLedger(Clock.fixed(TODAY, ZoneOffset.UTC));
        for (int i = 0; i < 10; i++) {
            ledger.handOver(
                    new ObjectKey("uploads/" + i),
                    Optional.empty(),
                    ExamplePhotos.uploaded("g1", TODAY.minus(Duration.ofDays(200L * i))),
                    ExamplePhotos.NOTHING);
        }
        Page page = ledger.search(PhotoQuery.ALL);
        assertThat(page.photos()).hasSize(10);
        assertThat(page.requests()).isLessThanOrEqualTo(4);
        assertThat(page.itemsRead()).isLessThanOrEqualTo(20);
    }

    @Test
    void a_page_ends_when_much_was_read_and_the_next_goes_on_until_all_was() throws Exception {
        Clock clock = Clock.fixed(TODAY, ZoneOffset.UTC);
        for (String question : List.of(
                "keyword=nobody has it",
                "keyword=nobody has it&from=1950",
                "keyword=nobody has it&camera=Nikon D800",
                "keyword=nobody has it&near=47.38,8.54&within=30",
                "keyword=nobody has it&state=PENDING")) {
            WholeLedger ledger = tables.emptyLedger(clock, 20);
            for (int i = 0; i < 100; i++) {
                Instant at = TODAY.minus(Duration.ofHours(i * 7L));
                ledger.handOver(
                        new ObjectKey("uploads/" + i),
                        Optional.empty(),
                        ExamplePhotos.uploaded("g1", at),
                        dated(at, ExamplePhotos.FULL.camera(), Optional.of(new Position(47.37, 8.54))));
            }
            PhotoQuery query = QueryText.parse(parameters(question));
            int read = 0;
            int pages = 0;
            Optional<String> next = Optional.empty();
            do {
                Page page = ledger.search(query.withNext(next));
                assertThat(page.photos()).as(question).isEmpty();
                // Of months that are read at once each may go a little beyond.
                assertThat(page.itemsRead()).as(question).isLessThan(3 * 20);
                read += page.itemsRead();
                pages++;
                next = page.next();
            } while (next.isPresent());
            assertThat(read).as(question).isEqualTo(100);
            assertThat(pages).as(question).isBetween(3, 100);
        }
    }
}
