package photos.local.dynamodb;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import photos.ledger.LedgerContract;
import photos.ledger.LedgerSearchContract;
import photos.ledger.WholeLedger;
import photos.ledger.WholeLedgerContract;
import photos.ledger.dynamodb.DynamoDbLedger;
import photos.local.account.LocalAccount;
import photos.local.pipeline.LocalPorts;
import photos.local.pipeline.LocalSettings;
import photos.local.port.LoopbackPort;
import photos.local.process.Jvm;
import photos.local.template.Stack;
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
}
