package photos.processor.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import photos.json.Json;
import photos.ledger.LedgerItem;
import photos.ledger.PublishedVariant;
import photos.storage.Content;
import photos.storage.ObjectKey;

/// What people and programs that only have S3 see of a photo: a projection of its ledger item, without position,
/// serial numbers or names.
final class Manifest {
    static final String NAME = "manifest.json";

    private Manifest() {}

    static ObjectKey keyOf(ObjectKey original) {
        return new ObjectKey(original.resultsPrefix() + NAME);
    }

    static Content content(String json) {
        return new Content(
                new Content.Body.Text(json), "application/json; charset=utf-8", Optional.of("no-cache"), Map.of());
    }

    static String of(LedgerItem item) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("original", original(item));
        manifest.put("state", item.state().name());
        item.failure().ifPresent(failure -> {
            manifest.put("reason", failure.reason().name());
            manifest.put("message", failure.message());
        });
        item.captureTime().ifPresent(time -> manifest.put("takenAt", time.text()));
        item.cameraName().ifPresent(camera -> manifest.put("camera", camera));
        item.thumbhash().ifPresent(hash -> manifest.put("thumbhash", hash));
        manifest.put("variants", item.variants().stream().map(Manifest::variant).toList());
        if (!item.variants().isEmpty()) {
            manifest.put("srcset", srcset(item.variants()));
        }
        return Json.pretty(manifest) + "\n";
    }

    private static Map<String, Object> original(LedgerItem item) {
        Map<String, Object> original = new LinkedHashMap<>();
        original.put("key", item.key().value());
        item.original().ifPresent(o -> original.put("size", o.size()));
        item.picture().ifPresent(picture -> {
            original.put("width", picture.upright().width());
            original.put("height", picture.upright().height());
            original.put("format", picture.format().label());
        });
        original.put("generation", item.generation().text());
        return original;
    }

    private static Map<String, Object> variant(PublishedVariant variant) {
        Map<String, Object> v = new LinkedHashMap<>();
        v.put("name", variant.name());
        v.put("key", variant.key().value());
        v.put("width", variant.dimensions().width());
        v.put("height", variant.dimensions().height());
        v.put("bytes", variant.bytes());
        v.put("type", variant.mediaType());
        v.put("sha256", variant.sha256());
        return v;
    }

    /// The value of an `img` element's `srcset`, relative to the manifest: every width once, and only pictures of the
    /// original's whole view, as the attribute demands.
    private static String srcset(List<PublishedVariant> variants) {
        PublishedVariant widest = variants.getFirst();
        for (PublishedVariant variant : variants) {
            widest = variant.dimensions().pixels() > widest.dimensions().pixels() ? variant : widest;
        }
        double shape = shape(widest);
        List<PublishedVariant> sameShape = new ArrayList<>(variants.stream()
                .filter(v -> Math.abs(shape(v) / shape - 1) < 0.02)
                .toList());
        return sameShape.stream()
                .collect(Collectors.toMap(
                        v -> v.dimensions().width(), Manifest::fileName, (one, same) -> one, java.util.TreeMap::new))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "w")
                .collect(Collectors.joining(", "));
    }

    private static double shape(PublishedVariant variant) {
        return (double) variant.dimensions().width() / variant.dimensions().height();
    }

    private static String fileName(PublishedVariant variant) {
        String key = variant.key().value();
        return URLEncoder.encode(key.substring(key.lastIndexOf('/') + 1), UTF_8);
    }
}
