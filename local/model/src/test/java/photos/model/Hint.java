package photos.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import photos.storage.ObjectKey;

/// A message of the queue.
record Hint(ObjectKey key, String message) {
    static final String BUCKET = "photos-1";

    /// As S3 writes it.
    static Hint fromS3(ObjectKey key) {
        return new Hint(key, """
                {"Records": [{"s3": {"bucket": {"name": "%s"}, "object": {"key": "%s"}}}]}""".formatted(BUCKET, URLEncoder.encode(key.value(), UTF_8)));
    }

    /// As the operator and the reconciler write it.
    static Hint fromHere(ObjectKey key) {
        return new Hint(key, "{\"objectKey\": \"" + key + "\"}");
    }

    @Override
    public String toString() {
        return "hint at " + key;
    }
}
