package photos.benchmarks.queries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import photos.benchmarks.Project;
import photos.ledger.dynamodb.DynamoDbLedger;
import photos.local.dynamodb.LocalDynamoDb;
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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The template's table in DynamoDB Local, filled with [Stock]. It stays under `target/`, so that it is
/// filled once, and goes on being filled if it was stopped.
final class StockedTable implements AutoCloseable {
    private static final int BATCH = 25;
    private static final int STEP = 5_000;

    private final LocalDynamoDb dynamoDb;
    private final DynamoDbClient client;
    private final String name;

    private StockedTable(LocalDynamoDb dynamoDb, DynamoDbClient client, String name) {
        this.dynamoDb = dynamoDb;
        this.client = client;
        this.name = name;
    }

    static StockedTable open(int items) throws Exception {
        Path directory = Project.target().resolve("queries-" + items);
        Files.createDirectories(directory);
        LocalDynamoDb dynamoDb = LocalDynamoDb.start(
                LoopbackPort.anyFree(),
                directory,
                Project.root().resolve("local/parts/dynamodb-local/target/lib"),
                LocalSettings.ACCOUNT,
                Jvm.in(directory));
        Stack.Table table = LocalSettings.of(Project.root(), LocalPorts.USUAL)
                .stack(Optional.empty())
                .table();
        dynamoDb.requireTable(table);
        StockedTable stocked = new StockedTable(dynamoDb, client(dynamoDb), table.name());
        stocked.fill(items, directory.resolve("filled"));
        return stocked;
    }

    private static DynamoDbClient client(LocalDynamoDb dynamoDb) {
        return DynamoDbClient.builder()
                .endpointOverride(dynamoDb.endpoint())
                .region(Region.of(LocalSettings.ACCOUNT.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        LocalSettings.ACCOUNT.accessKey(), LocalSettings.ACCOUNT.secretKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /// Goes on where an earlier run was stopped.
    ///
    /// @param filled holds how many items are in the table
    private void fill(int items, Path filled) throws IOException {
        int there =
                Files.exists(filled) ? Integer.parseInt(Files.readString(filled).strip()) : 0;
        Stock stock = new Stock();
        List<WriteRequest> batch = new ArrayList<>();
        for (int number = 0; number < items; number++) {
            Map<String, AttributeValue> item = map(stock.next(number));
            if (number < there) {
                continue;
            }
            batch.add(WriteRequest.builder().putRequest(r -> r.item(item)).build());
            if (batch.size() == BATCH || number == items - 1) {
                write(batch);
                batch.clear();
            }
            if (number % STEP == STEP - 1 || number == items - 1) {
                Files.writeString(filled, Integer.toString(number + 1));
                System.err.println("benchmarks: " + (number + 1) + " of " + items + " items are in the table");
            }
        }
    }

    private void write(List<WriteRequest> batch) {
        Map<String, List<WriteRequest>> rest = Map.of(name, List.copyOf(batch));
        while (!rest.isEmpty()) {
            Map<String, List<WriteRequest>> asked = rest;
            rest = client.batchWriteItem(r -> r.requestItems(asked)).unprocessedItems();
        }
    }

    private static AttributeValue value(Object value) {
        return switch (value) {
            case String text -> AttributeValue.fromS(text);
            case Boolean flag -> AttributeValue.fromBool(flag);
            case Number number -> AttributeValue.fromN(number.toString());
            case Set<?> texts ->
                AttributeValue.fromSs(texts.stream().map(Object::toString).toList());
            case List<?> list ->
                AttributeValue.fromL(list.stream().map(StockedTable::value).toList());
            case Map<?, ?> map -> AttributeValue.fromM(map(map));
            default -> throw new IllegalArgumentException("no attribute can hold a " + value.getClass());
        };
    }

    private static Map<String, AttributeValue> map(Map<?, ?> map) {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        map.forEach((name, entry) -> entries.put(String.valueOf(name), value(entry)));
        return entries;
    }

    /// The ledger on [Stock#TODAY].
    DynamoDbLedger ledger() {
        return new DynamoDbLedger(client, name, Clock.fixed(Stock.TODAY, ZoneOffset.UTC));
    }

    DynamoDbClient client() {
        return client;
    }

    String name() {
        return name;
    }

    long pid() {
        return dynamoDb.pid();
    }

    @Override
    public void close() throws IOException {
        client.close();
        dynamoDb.close();
    }
}
