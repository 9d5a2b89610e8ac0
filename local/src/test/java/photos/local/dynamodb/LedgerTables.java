package photos.local.dynamodb;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import photos.ledger.WholeLedger;
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

/// The template's table in DynamoDB Local, a new one for each ledger.
record LedgerTables(Stack.Table template, LocalDynamoDb dynamoDb, DynamoDbClient client, AtomicInteger count)
        implements AutoCloseable {
    private static final LocalAccount ACCOUNT = LocalSettings.ACCOUNT;

    static LedgerTables start(Path directory) throws Exception {
        Stack.Table template = LocalSettings.of(Path.of(".."), LocalPorts.USUAL)
                .stack(Optional.empty())
                .table();
        LocalDynamoDb dynamoDb = LocalDynamoDb.start(
                LoopbackPort.anyFree(),
                directory.resolve("db"),
                Path.of("parts/dynamodb-local/target/lib"),
                ACCOUNT,
                Jvm.in(directory));
        DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(dynamoDb.endpoint())
                .region(Region.of(ACCOUNT.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(ACCOUNT.accessKey(), ACCOUNT.secretKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        return new LedgerTables(template, dynamoDb, client, new AtomicInteger());
    }

    WholeLedger emptyLedger(Clock clock) {
        return new DynamoDbLedger(client, newTable(), clock);
    }

    /// @param mostRead a page of a search ends after about so many items
    WholeLedger emptyLedger(Clock clock, int mostRead) {
        return new DynamoDbLedger(client, newTable(), clock, mostRead);
    }

    private String newTable() {
        Stack.Table table = new Stack.Table(
                template.name() + "-" + count.incrementAndGet(),
                template.key(),
                template.attributeTypes(),
                template.indexes(),
                template.expiryAttribute());
        dynamoDb.requireTable(table);
        return table.name();
    }

    @Override
    public void close() {
        client.close();
        dynamoDb.close();
    }
}
