package photos.ledger.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.ledger.Attributes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where a page ended: the keys of the last item that was looked at, as an opaque text; or before the first one of a
/// partition, with neither sort key nor object key.
record PageToken(String index, String partition, String sort, String objectKey) {
    /// Nothing of the partition, nor of those that are read side by side with it, has been looked at.
    static PageToken before(Stage stage, String partition) {
        return new PageToken(stage.index().indexName(), partition, "", "");
    }

    /// @param item its keys
    static PageToken at(Stage stage, String partition, Map<String, AttributeValue> item) {
        return new PageToken(
                stage.index().indexName(),
                partition,
                text(item, stage.index().sortKey()),
                text(item, Attributes.OBJECT_KEY));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Values.plain(item).getOrDefault(name, "").toString();
    }

    boolean isBeforeAll() {
        return sort.isEmpty();
    }

    String text() {
        String json = Json.write(Map.of("i", index, "p", partition, "s", sort, "k", objectKey));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    /// Empty if the text was not made by [#text()].
    static Optional<PageToken> parse(String text) {
        try {
            Map<String, Object> json =
                    Json.object(new String(Base64.getUrlDecoder().decode(text), UTF_8));
            return Optional.of(new PageToken(
                    Json.text(json, "i"), Json.text(json, "p"), Json.text(json, "s"), Json.text(json, "k")));
        } catch (MalformedJson | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The key to read on after.
    Optional<Map<String, AttributeValue>> startKey(Stage stage) {
        return isBeforeAll()
                ? Optional.empty()
                : Optional.of(Map.of(
                        stage.index().partitionKey(),
                        AttributeValue.fromS(partition),
                        stage.index().sortKey(),
                        AttributeValue.fromS(sort),
                        Attributes.OBJECT_KEY,
                        AttributeValue.fromS(objectKey)));
    }
}
