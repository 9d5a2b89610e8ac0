package photos.processor.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import photos.json.Json;

/// An answer that tells what went wrong (RFC 9457).
///
/// @param status the HTTP status
/// @param title the kind of problem
/// @param detail a sentence about this one
/// @param retryAfter when to come again
record Problem(int status, String title, String detail, Optional<Duration> retryAfter) {
    static final String MEDIA_TYPE = "application/problem+json";

    Problem(int status, String title, String detail) {
        this(status, title, detail, Optional.empty());
    }

    String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        return Json.write(json);
    }
}
