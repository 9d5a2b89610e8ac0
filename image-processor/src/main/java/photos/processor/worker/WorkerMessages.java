package photos.processor.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.image.Orientation;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Preset;
import photos.processor.preset.Presets;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderedVariant;

/// What goes between parent and worker: a line of JSON each. The worker's first one says that it has started: who ends
/// before that has not died of the photo.
final class WorkerMessages {
    static final String STARTED = "{\"started\":true}";

    private WorkerMessages() {}

    record Request(Path original, Orientation orientation, Presets presets, Path directory, GateLimits limits) {
        String toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("original", original.toString());
            json.put("orientation", orientation.exifValue());
            json.put("presets", presets.definitions());
            json.put("directory", directory.toString());
            json.put("bytes", limits.bytes());
            json.put("pixels", limits.pixels());
            json.put("jpegScans", limits.jpegScans());
            json.put("tiffDirectories", limits.tiffDirectories());
            json.put("costBytes", limits.costBytes());
            json.put("deadlineMillis", limits.deadline().toMillis());
            return Json.write(json);
        }

        static Request of(String line) throws MalformedJson {
            Map<String, Object> json = Json.object(line);
            GateLimits limits = new GateLimits(
                    number(json, "bytes"),
                    number(json, "pixels"),
                    (int) number(json, "jpegScans"),
                    (int) number(json, "tiffDirectories"),
                    number(json, "costBytes"),
                    Duration.ofMillis(number(json, "deadlineMillis")));
            return new Request(
                    Path.of(Json.text(json, "original")),
                    Orientation.ofExif((int) number(json, "orientation")),
                    Presets.parse(Json.text(json, "presets")),
                    Path.of(Json.text(json, "directory")),
                    limits);
        }
    }

    /// What came of a request.
    sealed interface Answer {
        record Outcome(RenderOutcome outcome) implements Answer {}

        /// The worker could not read or write a file.
        record Failed(String message) implements Answer {}
    }

    static String toJson(Answer answer) {
        return Json.write(
                switch (answer) {
                    case Answer.Failed(String message) -> Map.of("failed", message);
                    case Answer.Outcome(RenderOutcome.Unrenderable(Rendering.Failure failure)) ->
                        Map.of("unrenderable", json(failure));
                    case Answer.Outcome(RenderOutcome.Rendered rendered) -> json(rendered);
                });
    }

    static Answer answer(String line, Presets presets) throws MalformedJson {
        Map<String, Object> json = Json.object(line);
        if (json.containsKey("failed")) {
            return new Answer.Failed(Json.text(json, "failed"));
        }
        if (json.containsKey("unrenderable")) {
            return new Answer.Outcome(new RenderOutcome.Unrenderable(failure(object(json.get("unrenderable")))));
        }
        Map<String, Preset> byName = presets.list().stream().collect(Collectors.toMap(Preset::name, preset -> preset));
        List<RenderedVariant> variants = new ArrayList<>();
        for (Object variant : list(json.get("variants"))) {
            variants.add(variant(object(variant), byName));
        }
        Optional<Rendering.Failure> degraded =
                json.containsKey("degraded") ? Optional.of(failure(object(json.get("degraded")))) : Optional.empty();
        return new Answer.Outcome(new RenderOutcome.Rendered(variants, degraded, Json.text(json, "thumbhash")));
    }

    private static Map<String, Object> json(RenderOutcome.Rendered rendered) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "variants",
                rendered.variants().stream().map(WorkerMessages::json).toList());
        rendered.degraded().ifPresent(failure -> json.put("degraded", json(failure)));
        json.put("thumbhash", rendered.thumbhash());
        return json;
    }

    private static Map<String, Object> json(RenderedVariant variant) {
        return Map.of(
                "presets", variant.presets().stream().map(Preset::name).toList(),
                "file", variant.file().toString(),
                "width", variant.dimensions().width(),
                "height", variant.dimensions().height(),
                "format", variant.format().label());
    }

    private static Map<String, Object> json(Rendering.Failure failure) {
        return Map.of("reason", failure.reason().name(), "message", failure.message());
    }

    private static RenderedVariant variant(Map<String, Object> json, Map<String, Preset> presets) throws MalformedJson {
        String format = Json.text(json, "format");
        return new RenderedVariant(
                list(json.get("presets")).stream()
                        .flatMap(name -> Optional.ofNullable(presets.get(name.toString())).stream())
                        .toList(),
                Path.of(Json.text(json, "file")),
                new Dimensions((int) number(json, "width"), (int) number(json, "height")),
                ImageFormat.ofLabel(format)
                        .orElseThrow(() -> new IllegalArgumentException("the worker wrote a format " + format)));
    }

    private static Rendering.Failure failure(Map<String, Object> json) throws MalformedJson {
        return new Rendering.Failure(Reason.valueOf(Json.text(json, "reason")), Json.text(json, "message"));
    }

    private static long number(Map<String, Object> json, String name) {
        if (json.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("expected a number at \"" + name + "\", got: " + json.get(name));
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalArgumentException("expected a JSON object, got: " + value);
    }
}
