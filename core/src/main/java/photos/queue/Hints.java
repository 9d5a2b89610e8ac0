package photos.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.storage.ObjectKey;

/// Reads what a queue message hints at: S3's own notification, with any number of records, or this project's
/// `{"objectKey": "…"}`. S3's form is that of its User Guide, "Event message structure"; only bucket and key are read,
/// so that fields which come and go change nothing.
public record Hints(String bucket) {

    /// The keys of originals in this bucket; folder markers, other prefixes and other buckets hint at nothing, nor
    /// does the `s3:TestEvent` that S3 sends when a notification is set up.
    ///
    /// @throws MalformedJson if the message is of neither form
    public List<ObjectKey> read(String message) throws MalformedJson {
        Map<String, Object> json = Json.object(message);
        if (json.containsKey("objectKey")) {
            return originals(List.of(Json.text(json, "objectKey")));
        }
        if ("s3:TestEvent".equals(json.get("Event"))) {
            return List.of();
        }
        if (!(json.get("Records") instanceof List<?> records)) {
            throw new MalformedJson("expected an S3 notification or {\"objectKey\": …}, got: " + json.keySet());
        }
        List<String> keys = new ArrayList<>();
        for (Object entry : records) {
            Map<?, ?> s3 = objectIn(entry, "s3");
            if (textIn(objectIn(s3, "bucket"), "name").equals(bucket)) {
                keys.add(decoded(textIn(objectIn(s3, "object"), "key")));
            }
        }
        return originals(keys);
    }

    private static Map<?, ?> objectIn(Object json, String name) throws MalformedJson {
        if (json instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> object) {
            return object;
        }
        throw new MalformedJson("expected a record of an S3 notification with \"" + name + "\", got: " + fields(json));
    }

    private static String textIn(Map<?, ?> json, String name) throws MalformedJson {
        if (json.get(name) instanceof String text) {
            return text;
        }
        throw new MalformedJson(
                "expected text at \"" + name + "\" of an S3 notification's record, got: " + fields(json));
    }

    /// Names alone: what is said is logged, and a record tells who uploaded, and from where.
    private static String fields(@Nullable Object json) {
        return json instanceof Map<?, ?> map ? String.valueOf(map.keySet()) : "no object";
    }

    /// S3 encodes keys as forms do: a blank is `+`.
    private static String decoded(String key) throws MalformedJson {
        try {
            return URLDecoder.decode(key, UTF_8);
        } catch (IllegalArgumentException _) {
            throw new MalformedJson("expected a key in URL encoding in an S3 notification, got: " + key);
        }
    }

    private static List<ObjectKey> originals(List<String> keys) throws MalformedJson {
        try {
            return keys.stream()
                    .map(ObjectKey::new)
                    .filter(ObjectKey::isOriginal)
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new MalformedJson("expected object keys, got: " + keys + ": " + e.getMessage());
        }
    }
}
