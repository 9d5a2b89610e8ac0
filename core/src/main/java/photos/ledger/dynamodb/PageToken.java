package photos.ledger.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.ledger.Attributes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where a page ended: the keys of its last photo, as an opaque text.
record PageToken(String index, String partition, String sort, String objectKey) {
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

    Map<String, AttributeValue> startKey(String partitionKey, String sortKey) {
        return Map.of(
                partitionKey,
                AttributeValue.fromS(partition),
                sortKey,
                AttributeValue.fromS(sort),
                Attributes.OBJECT_KEY,
                AttributeValue.fromS(objectKey));
    }
}
