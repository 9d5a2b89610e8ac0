package photos.ingest;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.util.List;
import java.util.Map;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.storage.ObjectKey;

/// Reads what a queue message hints at: S3's own notification, with any number of records, or this project's
/// `{"objectKey": "…"}`.
final class Hints {
    private final PojoSerializer<S3Event> notifications =
            LambdaEventSerializers.serializerFor(S3Event.class, Hints.class.getClassLoader());
    private final String bucket;

    Hints(String bucket) {
        this.bucket = bucket;
    }

    /// The keys of originals in this bucket; folder markers, other prefixes and other buckets hint at nothing, nor
    /// does the `s3:TestEvent` that S3 sends when a notification is set up.
    ///
    /// @throws MalformedJson if the message is of neither form
    List<ObjectKey> read(String message) throws MalformedJson {
        Map<String, Object> json = Json.object(message);
        if (json.containsKey("objectKey")) {
            return originals(List.of(Json.text(json, "objectKey")));
        }
        if ("s3:TestEvent".equals(json.get("Event"))) {
            return List.of();
        }
        if (!(json.get("Records") instanceof List)) {
            throw new MalformedJson("expected an S3 notification or {\"objectKey\": …}, got: " + json.keySet());
        }
        return originals(notifications.fromJson(message).getRecords().stream()
                .filter(this::isOurs)
                .map(notification -> notification.getS3().getObject().getUrlDecodedKey())
                .toList());
    }

    private boolean isOurs(S3EventNotificationRecord notification) {
        return notification.getS3().getBucket().getName().equals(bucket);
    }

    private static List<ObjectKey> originals(List<String> keys) {
        return keys.stream()
                .map(ObjectKey::new)
                .filter(ObjectKey::isOriginal)
                .distinct()
                .toList();
    }
}
