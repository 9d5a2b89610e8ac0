package photos.job;

import java.util.Map;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.storage.ObjectKey;

/// "Look at this object key and make the world agree with it"; carries nothing but the key, so that a job read late,
/// twice or out of order ends in the same state.
public record JobRequest(ObjectKey objectKey) {
    /// Where it is posted to.
    public static final String PATH = "/jobs";

    /// Most bytes of its body.
    public static final int MAX_BYTES = 16 * 1024;

    public String toJson() {
        return Json.write(Map.of("objectKey", objectKey.value()));
    }

    /// @throws MalformedJson if the text is no job
    /// @throws IllegalArgumentException if its key is no object key
    public static JobRequest parse(String json) throws MalformedJson {
        return new JobRequest(new ObjectKey(Json.text(Json.object(json), "objectKey")));
    }
}
