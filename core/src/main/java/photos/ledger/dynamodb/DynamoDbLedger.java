package photos.ledger.dynamodb;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import photos.ledger.Attributes;
import photos.ledger.Claim;
import photos.ledger.InvalidQuery;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.Page;
import photos.ledger.PhotoMetadata;
import photos.ledger.PhotoQuery;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.ledger.State;
import photos.ledger.WholeLedger;
import photos.outage.Unavailable;
import photos.storage.ObjectKey;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// The ledger as a table of Amazon DynamoDB, or of whatever `AWS_ENDPOINT_URL_DYNAMODB` names.
public final class DynamoDbLedger implements WholeLedger, AutoCloseable {
    private static final String REFUSED = "DynamoDB refuses what was read from the photo";

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;
    private final Updates updates;
    private final int mostRead;

    public DynamoDbLedger(DynamoDbClient client, String table, Clock clock) {
        this(client, table, clock, Search.MAX_READ);
    }

    /// @param mostRead a page of a search ends after about so many items, however little was found
    public DynamoDbLedger(DynamoDbClient client, String table, Clock clock, int mostRead) {
        this.client = client;
        this.table = table;
        this.clock = clock;
        this.updates = new Updates(clock);
        this.mostRead = mostRead;
    }

    /// A table reached with the SDK's own settings: region, credentials and endpoint from the environment.
    public static DynamoDbLedger open(String table) {
        DynamoDbClient client = DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofSeconds(20)))
                .build();
        return new DynamoDbLedger(client, table, Clock.systemUTC());
    }

    @Override
    public Optional<LedgerItem> find(ObjectKey key) {
        return attributes(key).map(Attributes::item);
    }

    @Override
    public Optional<Map<String, Object>> attributes(ObjectKey key) {
        return tried(
                "read " + key + " in",
                () -> Optional.of(client.getItem(r -> r.tableName(table)
                                .key(Map.of(Attributes.OBJECT_KEY, AttributeValue.fromS(key.value())))
                                .consistentRead(true)))
                        .filter(answer -> answer.hasItem())
                        .map(answer -> Values.plain(answer.item())));
    }

    @Override
    public boolean handOver(ObjectKey key, Optional<Long> seen, Original original, PhotoMetadata metadata) {
        try {
            return sent(updates.handOver(key, seen, original, metadata));
        } catch (SdkException e) {
            if (!isRefusal(e)) {
                throw failed("write to", e);
            }
            // Trying again would not help. If it is not the metadata that is refused, this is refused too, and fails.
            return written(updates.handOver(key, seen, original, PhotoMetadata.none(List.of(REFUSED))));
        }
    }

    /// Whether DynamoDB answers that it takes no such item: one too large, a key too long, a number out of its range.
    private static boolean isRefusal(SdkException e) {
        return e instanceof DynamoDbException answer
                && answer.awsErrorDetails() != null
                && "ValidationException".equals(answer.awsErrorDetails().errorCode());
    }

    @Override
    public boolean bury(ObjectKey key, long seen, Instant expiresAt) {
        return written(updates.bury(key, seen, expiresAt));
    }

    @Override
    public Optional<Claim> advance(Claim claim) {
        return written(updates.advance(claim))
                ? Optional.of(new Claim(claim.key(), claim.generation(), claim.fence() + 1))
                : Optional.empty();
    }

    @Override
    public boolean beginAttempt(Claim claim) {
        return written(updates.beginAttempt(claim));
    }

    @Override
    public boolean endAttempt(Claim claim, int before) {
        return written(updates.endAttempt(claim, before));
    }

    @Override
    public boolean recordWorkerDeath(Claim claim, int before) {
        return written(updates.recordWorkerDeath(claim, before));
    }

    @Override
    public boolean commit(Claim claim, Rendering rendering) {
        return written(updates.commit(claim, rendering));
    }

    @Override
    public boolean retry(ObjectKey key, long seen) {
        return written(updates.retry(key, seen));
    }

    @Override
    public Page search(PhotoQuery query) throws InvalidQuery {
        try {
            return new Search(client, table, query, clock.instant(), mostRead).page();
        } catch (SdkException e) {
            throw failed("query", e);
        }
    }

    @Override
    public Map<StateCount, Long> count() {
        return tried(
                "count the items of",
                () -> client
                        .scanPaginator(r -> r.tableName(table)
                                .projectionExpression("#s, #r")
                                .expressionAttributeNames(Map.of("#s", Attributes.STATE, "#r", Attributes.REASON)))
                        .items()
                        .stream()
                        .map(item -> stateCount(Values.plain(item)))
                        .collect(Collectors.groupingBy(count -> count, Collectors.counting())));
    }

    @Override
    public Map<ObjectKey, LedgerItem> findAll(Collection<ObjectKey> keys) {
        return tried("read many items of", () -> new BatchRead(client, table).items(keys));
    }

    /// Through an index that every photo and no tombstone is in; each page is asked for when the one before is read.
    @Override
    public Stream<ObjectKey> keys() {
        return Stream.iterate(
                        keys(Map.of()),
                        Optional::isPresent,
                        page -> page.filter(ScanResponse::hasLastEvaluatedKey).flatMap(p -> keys(p.lastEvaluatedKey())))
                .flatMap(Optional::stream)
                .flatMap(page -> page.items().stream())
                .map(item -> new ObjectKey(String.valueOf(Values.plain(item).get(Attributes.OBJECT_KEY))));
    }

    private Optional<ScanResponse> keys(Map<String, AttributeValue> after) {
        return Optional.of(tried(
                "read the keys of",
                () -> client.scan(r -> r.tableName(table)
                        .indexName(Index.BY_UPLOAD.indexName())
                        .projectionExpression(Attributes.OBJECT_KEY)
                        .exclusiveStartKey(after.isEmpty() ? null : after))));
    }

    @Override
    public boolean entomb(ObjectKey key, Instant expiresAt) {
        return written(updates.entomb(key, expiresAt));
    }

    @Override
    public Optional<Waiting> longestPending() {
        return tried(
                        "query",
                        () -> client.query(r -> r.tableName(table)
                                .indexName(Index.BY_STATE.indexName())
                                .keyConditionExpression("#s = :s")
                                .expressionAttributeNames(Map.of("#s", Attributes.OPEN_STATE))
                                .expressionAttributeValues(Map.of(":s", AttributeValue.fromS(State.PENDING.name())))
                                .limit(1)))
                .items()
                .stream()
                .map(Values::plain)
                .map(item -> new Waiting(
                        new ObjectKey(String.valueOf(item.get(Attributes.OBJECT_KEY))),
                        Instant.parse(String.valueOf(item.get(Attributes.UPDATED_AT)))))
                .findFirst();
    }

    private static StateCount stateCount(Map<String, Object> item) {
        return new StateCount(
                State.valueOf(String.valueOf(item.get(Attributes.STATE))),
                Optional.ofNullable(item.get(Attributes.REASON)).map(r -> Reason.valueOf(r.toString())));
    }

    private boolean written(Update update) {
        return tried("write to", () -> sent(update));
    }

    private boolean sent(Update update) {
        try {
            client.updateItem(update.of(table));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private <T> T tried(String what, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failed(what, e);
        }
    }

    private Unavailable failed(String what, SdkException e) {
        return new Unavailable("could not " + what + " the table " + table + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        client.close();
    }
}
