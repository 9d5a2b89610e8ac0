package photos.ledger.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import photos.ledger.Attributes;
import photos.ledger.LedgerItem;
import photos.outage.Unavailable;
import photos.storage.ObjectKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Many items by their keys, a hundred a request. DynamoDB answers as much as it likes (16 MB, or what its throughput
/// allows) and names the rest, which is asked for again.
record BatchRead(DynamoDbClient client, String table) {
    /// Most keys of one BatchGetItem call (DynamoDB API Reference).
    private static final int MAX_KEYS = 100;

    /// Answers without a single item, one after the other, before the table counts as absent.
    private static final int PATIENCE = 8;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    Map<ObjectKey, LedgerItem> items(Collection<ObjectKey> keys) {
        List<ObjectKey> all = List.copyOf(keys);
        Map<ObjectKey, LedgerItem> items = new HashMap<>();
        for (int from = 0; from < all.size(); from += MAX_KEYS) {
            read(all.subList(from, Math.min(all.size(), from + MAX_KEYS)), items);
        }
        return items;
    }

    private void read(List<ObjectKey> keys, Map<ObjectKey, LedgerItem> items) {
        Map<String, KeysAndAttributes> open = Map.of(table, request(keys));
        int empty = 0;
        while (!open.isEmpty()) {
            Map<String, KeysAndAttributes> asked = open;
            var answer = client.batchGetItem(r -> r.requestItems(asked));
            var found = answer.responses().getOrDefault(table, List.of());
            found.stream().map(Values::plain).map(Attributes::item).forEach(item -> items.put(item.key(), item));
            open = answer.unprocessedKeys();
            empty = found.isEmpty() ? empty + 1 : 0;
            if (!open.isEmpty()) {
                pause(empty);
            }
        }
    }

    private static KeysAndAttributes request(List<ObjectKey> keys) {
        List<Map<String, AttributeValue>> wanted = new ArrayList<>();
        keys.forEach(key -> wanted.add(Map.of(Attributes.OBJECT_KEY, AttributeValue.fromS(key.value()))));
        return KeysAndAttributes.builder()
                .keys(wanted)
                .projectionExpression(
                        Attributes.ALL_BUT_TAGS.stream().map(name -> "#" + name).collect(Collectors.joining(", ")))
                .expressionAttributeNames(
                        Attributes.ALL_BUT_TAGS.stream().collect(Collectors.toMap(name -> "#" + name, name -> name)))
                .build();
    }

    private void pause(int empty) {
        if (empty > PATIENCE) {
            throw new Unavailable("the table " + table + " left " + PATIENCE + " reads of many items unanswered");
        }
        try {
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << empty));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while the table " + table + " was read", e);
        }
    }
}
