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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import photos.ledger.Camera;
import photos.ledger.CaptureTime;
import photos.ledger.ExamplePhotos;
import photos.ledger.Ledger;
import photos.ledger.LedgerContract;
import photos.ledger.LedgerSearchContract;
import photos.ledger.Page;
import photos.ledger.PhotoMetadata;
import photos.ledger.PhotoQuery;
import photos.ledger.Position;
import photos.ledger.QueryText;
import photos.ledger.RawTags;
import photos.ledger.WholeLedger;
import photos.ledger.WholeLedgerContract;
import photos.ledger.dynamodb.DynamoDbLedger;
import photos.local.account.LocalAccount;
import photos.local.pipeline.LocalPorts;
import photos.local.pipeline.LocalSettings;
import photos.local.port.LoopbackPort;
import photos.local.process.Jvm;
import photos.local.template.Stack;
import photos.storage.ObjectKey;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The ledger of the programs against the table of the template in DynamoDB Local; a table for each test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbLedgerIT implements LedgerContract, LedgerSearchContract, WholeLedgerContract {
    private static final LocalAccount ACCOUNT = LocalSettings.ACCOUNT;

    private final AtomicInteger tables = new AtomicInteger();
    private Stack.Table template;
    private LocalDynamoDb dynamoDb;
    private DynamoDbClient client;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        template = LocalSettings.of(Path.of(".."), LocalPorts.USUAL)
                .stack(Optional.empty())
                .table();
        dynamoDb = LocalDynamoDb.start(
                LoopbackPort.anyFree(),
                directory.resolve("db"),
                Path.of("parts/dynamodb-local/target/lib"),
                ACCOUNT,
                Jvm.in(directory));
        client = DynamoDbClient.builder()
                .endpointOverride(dynamoDb.endpoint())
                .region(Region.of(ACCOUNT.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(ACCOUNT.accessKey(), ACCOUNT.secretKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    void stop() {
        client.close();
        dynamoDb.close();
    }

    @Override
    public WholeLedger emptyLedger(Clock clock) {
        Stack.Table table = new Stack.Table(
                template.name() + "-" + tables.incrementAndGet(),
                template.key(),
                template.attributeTypes(),
                template.indexes(),
                template.expiryAttribute());
        dynamoDb.requireTable(table);
        return new DynamoDbLedger(client, table.name(), clock);
    }

    @Test
    void what_the_table_refuses_of_a_photo_costs_its_metadata_and_not_the_photo() {
        Ledger ledger = emptyLedger(Clock.fixed(TODAY, ZoneOffset.UTC));
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
    private Ledger threeHundred() {
        Ledger ledger = emptyLedger(Clock.fixed(TODAY, ZoneOffset.UTC));
        for (int i = 0; i < 300; i++) {
            Instant at = TODAY.minus(Duration.ofHours(i * 7L));
            boolean isOne = i % 2 == 0;
            PhotoMetadata full = ExamplePhotos.FULL;
            PhotoMetadata photo = new PhotoMetadata(
                    full.picture(),
                    isOne ? full.camera() : Camera.UNKNOWN,
                    full.exposure(),
                    Optional.of(new CaptureTime(LocalDateTime.ofInstant(at, ZoneOffset.UTC), 0, Optional.empty())),
                    isOne ? Optional.of(new Position(47.37 + i / 10_000.0, 8.54)) : Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    full.description(),
                    Optional.empty(),
                    RawTags.NONE,
                    List.of());
            ledger.handOver(new ObjectKey("uploads/" + i), Optional.empty(), ExamplePhotos.uploaded("g1", at), photo);
        }
        return ledger;
    }

    @Test
    void a_question_that_an_index_answers_reads_at_most_twice_what_it_returns() throws Exception {
        Ledger ledger = threeHundred();
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
                Map<String, String> parameters = new LinkedHashMap<>(Map.of("limit", Integer.toString(limit)));
                for (String parameter : question.getKey().split("&", -1)) {
                    if (!parameter.isEmpty()) {
                        parameters.put(parameter.split("=", -1)[0], parameter.split("=", -1)[1]);
                    }
                }
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
    void few_requests_find_out_that_a_small_ledger_has_no_more() throws Exception {
        Ledger ledger = emptyLedger(Clock.fixed(TODAY, ZoneOffset.UTC));
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
}
