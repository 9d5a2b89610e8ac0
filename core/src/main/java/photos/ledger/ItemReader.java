package photos.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.image.Orientation;
import photos.storage.Generation;
import photos.storage.ObjectKey;

/// Reads what [Attributes] writes.
final class ItemReader {
    private ItemReader() {}

    /// The item that attributes make.
    ///
    /// @throws IllegalArgumentException if they make none, which means that another program wrote to the table
    static LedgerItem item(Map<String, Object> a) {
        return new LedgerItem(
                new ObjectKey(text(a, Attributes.OBJECT_KEY)),
                Generation.parse(text(a, Attributes.GENERATION)),
                number(a, Attributes.FENCE).longValue(),
                State.valueOf(text(a, Attributes.STATE)),
                find(a, Attributes.METADATA_VERSION, Number.class)
                        .map(Number::intValue)
                        .orElse(0),
                original(a),
                picture(a),
                captureTime(a),
                find(a, Attributes.CAMERA, String.class),
                failure(a),
                find(a, Attributes.ATTEMPTS, Number.class).map(Number::intValue).orElse(0),
                find(a, Attributes.WORKER_DEATHS, Number.class)
                        .map(Number::intValue)
                        .orElse(0),
                find(a, Attributes.RECIPE, String.class),
                find(a, Attributes.PUBLISHED, String.class).map(Generation::parse),
                variants(a),
                damage(a),
                find(a, Attributes.RENDER_MILLIS, Number.class).map(millis -> Duration.ofMillis(millis.longValue())),
                find(a, Attributes.THUMBHASH, String.class),
                find(a, Attributes.UPDATED_AT, String.class).map(Instant::parse));
    }

    private static Optional<Original> original(Map<String, Object> a) {
        return find(a, Attributes.BUCKET, String.class)
                .map(bucket -> new Original(
                        bucket,
                        Generation.parse(text(a, Attributes.GENERATION)),
                        text(a, Attributes.E_TAG),
                        number(a, Attributes.SIZE).longValue(),
                        Instant.parse(text(a, Attributes.UPLOADED_AT))));
    }

    private static Optional<Picture> picture(Map<String, Object> a) {
        return find(a, Attributes.FORMAT, String.class)
                .flatMap(ImageFormat::ofLabel)
                .map(format -> new Picture(
                        format,
                        new Dimensions(
                                number(a, Attributes.WIDTH).intValue(),
                                number(a, Attributes.HEIGHT).intValue()),
                        Orientation.ofExif(number(a, Attributes.ORIENTATION).intValue())));
    }

    private static Optional<CaptureTime> captureTime(Map<String, Object> a) {
        return find(a, Attributes.TAKEN_AT, String.class)
                .map(text -> new CaptureTime(
                        LocalDateTime.parse(text),
                        Math.max(0, text.length() - "uuuu-MM-ddTHH:mm:ss.".length()),
                        find(a, Attributes.TAKEN_OFFSET, String.class)
                                .map(zone -> new CaptureTime.Offset(
                                        ZoneOffset.of(zone),
                                        text(a, Attributes.TAKEN_OFFSET_SOURCE).equals("gps")
                                                ? CaptureTime.Source.GPS
                                                : CaptureTime.Source.EXIF))));
    }

    private static Optional<Rendering.Failure> failure(Map<String, Object> a) {
        return find(a, Attributes.REASON, String.class)
                .map(reason -> new Rendering.Failure(
                        Reason.valueOf(reason),
                        find(a, Attributes.MESSAGE, String.class).orElse("")));
    }

    /// Items from before there was an attribute `damage` have only the reason.
    private static Optional<Rendering.Failure> damage(Map<String, Object> a) {
        return find(a, Attributes.DAMAGE, Map.class)
                .flatMap(damage -> failure(fields(damage)))
                .or(() -> failure(a)
                        .filter(failure -> text(a, Attributes.STATE).equals(State.DEGRADED.name())
                                && failure.reason() != Reason.UNREADABLE));
    }

    private static List<PublishedVariant> variants(Map<String, Object> a) {
        List<PublishedVariant> variants = new ArrayList<>();
        if (a.get(Attributes.VARIANTS) instanceof List<?> entries) {
            for (Object entry : entries) {
                variants.add(variant(entry));
            }
        }
        return variants;
    }

    private static PublishedVariant variant(Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a variant is a map, found: " + entry);
        }
        Map<String, Object> v = fields(map);
        return new PublishedVariant(
                text(v, "name"),
                text(v, "preset"),
                new ObjectKey(text(v, "key")),
                new Dimensions(
                        number(v, "width").intValue(), number(v, "height").intValue()),
                number(v, "bytes").longValue(),
                text(v, "type"),
                text(v, "sha256"));
    }

    private static Map<String, Object> fields(Map<?, ?> map) {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, value) -> fields.put(String.valueOf(name), value));
        return fields;
    }

    private static String text(Map<String, Object> a, String name) {
        return find(a, name, String.class).orElseThrow(() -> missing(a, name, "text"));
    }

    private static Number number(Map<String, Object> a, String name) {
        return find(a, name, Number.class).orElseThrow(() -> missing(a, name, "a number"));
    }

    private static IllegalArgumentException missing(Map<String, Object> a, String name, String expected) {
        return new IllegalArgumentException("the ledger's item of " + a.get(Attributes.OBJECT_KEY)
                + " has no usable attribute " + name + ": expected " + expected + ", found " + a.get(name));
    }

    private static <T> Optional<T> find(Map<String, Object> a, String name, Class<T> type) {
        return Optional.ofNullable(a.get(name)).filter(type::isInstance).map(type::cast);
    }
}
