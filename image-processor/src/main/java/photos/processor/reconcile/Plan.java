package photos.processor.reconcile;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a run would do.
///
/// @param looked paths that were looked at
/// @param asWanted photos of which everything agrees
/// @param underWay pending, and not for long
/// @param strangers objects under `results/` that this project did not put there; they stay
/// @param kinds how many photos are not as they should be, each counted once
/// @param bytesToRead of originals
/// @param renders originals to be decoded
/// @param renderTime of one core, at most: as long as rendering took the last time, waits included
/// @param dollars for requests, see [Prices]
public record Plan(
        long looked,
        long asWanted,
        long underWay,
        long strangers,
        Map<Kind, Long> kinds,
        long bytesToRead,
        long renders,
        Duration renderTime,
        double dollars) {
    public Plan {
        EnumMap<Kind, Long> sorted = new EnumMap<>(Kind.class);
        sorted.putAll(kinds);
        kinds = Collections.unmodifiableMap(sorted);
    }

    /// Hints to be sent.
    public long hints() {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }

    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("looked", looked);
        json.put("asWanted", asWanted);
        json.put("underWay", underWay);
        json.put("strangers", strangers);
        Map<String, Object> byKind = new LinkedHashMap<>();
        kinds.forEach((kind, count) -> byKind.put(kind.name(), count));
        json.put("kinds", byKind);
        json.put("hints", hints());
        json.put("bytesToRead", bytesToRead);
        json.put("renders", renders);
        json.put("renderSeconds", renderTime.toMillis() / 1000.0);
        json.put("dollars", dollars);
        return json;
    }
}
