package photos.processor.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

    /// Whole seconds, at least one, and never less than the wait (RFC 9110, 10.2.3).
    OptionalLong retryAfterSeconds() {
        return retryAfter.stream()
                .mapToLong(wait -> Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds()))
                .findFirst();
    }

    String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        return Json.write(json);
    }
}
