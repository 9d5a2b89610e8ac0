package photos.ledger.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import photos.ledger.Attributes;
import photos.ledger.PhotoSummary;
import photos.outage.Unavailable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// The requests that one page takes, counted.
final class Requests implements AutoCloseable {
    /// About as many connections as the JDK keeps open to one host.
    private static final int AT_ONCE = 6;

    private final DynamoDbClient client;
    private final String table;
    private final Stage stage;
    private final Filter filter;
    private final Tally tally;
    private Optional<ExecutorService> threads = Optional.empty();

    /// What a page took so far.
    static final class Tally {
        private int items;
        private int requests;

        int items() {
            return items;
        }

        int requests() {
            return requests;
        }

        private void add(int itemsRead) {
            requests++;
            items += itemsRead;
        }
    }

    /// Where in a partition to read.
    ///
    /// @param start read on after this key
    /// @param most read nothing that sorts after this
    /// @param limit how many items to read
    record Place(String partition, Optional<Map<String, AttributeValue>> start, String most, int limit) {}

    /// @param readOn the key to read on after, where the partition has not ended
    record Batch(List<PhotoSummary> photos, Optional<Map<String, AttributeValue>> readOn) {}

    Requests(DynamoDbClient client, String table, Stage stage, Filter filter, Tally tally) {
        this.client = client;
        this.table = table;
        this.stage = stage;
        this.filter = filter;
        this.tally = tally;
    }

    Batch one(Place place) {
        return counted(client.query(request(place)));
    }

    /// Several at once; the answers in the order of the places.
    List<Batch> all(List<Place> places) {
        if (places.size() == 1) {
            return List.of(one(places.getFirst()));
        }
        List<Callable<QueryResponse>> calls = new ArrayList<>();
        places.forEach(place -> calls.add(() -> client.query(request(place))));
        try {
            List<Batch> batches = new ArrayList<>();
            for (Future<QueryResponse> answer : threads().invokeAll(calls)) {
                batches.add(counted(answer.get()));
            }
            return batches;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(
                    "interrupted while reading the index " + stage.index().indexName(), e);
        }
    }

    /// All photos of the index that pass the filter, or nothing if it has more items than the limit.
    Optional<List<PhotoSummary>> everything(int limit) {
        ScanResponse answer = client.scan(r -> r.tableName(table)
                .indexName(stage.index().indexName())
                .limit(limit)
                .filterExpression(filter.expression().orElse(null))
                .expressionAttributeNames(filter.isEmpty() ? null : filter.names())
                .expressionAttributeValues(filter.values().isEmpty() ? null : filter.values()));
        tally.add(answer.scannedCount());
        return answer.hasLastEvaluatedKey() ? Optional.empty() : Optional.of(photos(answer.items()));
    }

    private ExecutorService threads() {
        ExecutorService started = threads.orElseGet(
                () -> Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory()));
        threads = Optional.of(started);
        return started;
    }

    private QueryRequest request(Place place) {
        Map<String, String> names = new LinkedHashMap<>(filter.names());
        names.put("#p", stage.index().partitionKey());
        Map<String, AttributeValue> values = new LinkedHashMap<>(filter.values());
        values.put(":p", AttributeValue.fromS(place.partition()));
        String condition = "#p = :p";
        if (!stage.least().equals(Stage.FIRST) || !place.most().equals(Stage.LAST)) {
            names.put("#s", stage.index().sortKey());
            values.put(":least", AttributeValue.fromS(stage.least()));
            values.put(":most", AttributeValue.fromS(place.most()));
            condition += " AND #s BETWEEN :least AND :most";
        }
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table)
                .indexName(stage.index().indexName())
                .keyConditionExpression(condition)
                .filterExpression(filter.expression().orElse(null))
                .scanIndexForward(false)
                .limit(place.limit())
                .exclusiveStartKey(place.start().orElse(null));
        if (stage.index().carriesWholeItems()) {
            request.projectionExpression(rowOnly(names));
        }
        return request.expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }

    private static String rowOnly(Map<String, String> names) {
        Attributes.OF_A_ROW.forEach(attribute -> names.put("#" + attribute, attribute));
        return Attributes.OF_A_ROW.stream().map(attribute -> "#" + attribute).collect(Collectors.joining(", "));
    }

    private Batch counted(QueryResponse answer) {
        tally.add(answer.scannedCount());
        return new Batch(
                photos(answer.items()),
                answer.hasLastEvaluatedKey() ? Optional.of(answer.lastEvaluatedKey()) : Optional.empty());
    }

    private static List<PhotoSummary> photos(List<Map<String, AttributeValue>> items) {
        return items.stream().map(item -> PhotoSummary.of(Values.plain(item))).toList();
    }

    @Override
    public void close() {
        threads.ifPresent(ExecutorService::close);
    }
}
