package photos.processor.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import photos.image.ImageFormat;
import photos.json.Json;
import photos.ledger.LedgerItem;
import photos.ledger.PublishedVariant;
import photos.processor.preset.Preset;
import photos.storage.Content;
import photos.storage.ObjectKey;

/// What people and programs that only have S3 see of a photo: a projection of its ledger item, without position,
/// serial numbers or names.
final class Manifest {
    static final String NAME = "manifest.json";

    private static final List<String> BEST_KNOWN_LAST = Stream.of(ImageFormat.WEBP, ImageFormat.PNG, ImageFormat.JPEG)
            .map(ImageFormat::mediaType)
            .toList();

    private Manifest() {}

    /// Whether its key is short enough for S3.
    static boolean fits(ObjectKey original) {
        return (original.resultsPrefix() + NAME).getBytes(UTF_8).length <= ObjectKey.MAX_BYTES;
    }

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
            List<PublishedVariant> wholeViews = wholeViews(item.variants());
            manifest.put("srcset", srcset(wholeViews));
            if (wholeViews.stream().map(PublishedVariant::mediaType).distinct().count() > 1) {
                manifest.put("sources", sources(wholeViews));
            }
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

    /// The value of an `img` element's `srcset`, relative to the manifest: every width once, in the format that most
    /// programs know, and only pictures of the original's whole view, as the attribute demands.
    private static String srcset(List<PublishedVariant> wholeViews) {
        return wholeViews.stream()
                .sorted(Comparator.comparingInt(v -> BEST_KNOWN_LAST.indexOf(v.mediaType())))
                .collect(Collectors.toMap(
                        v -> v.dimensions().width(), Manifest::fileName, (_, known) -> known, TreeMap::new))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "w")
                .collect(Collectors.joining(", "));
    }

    /// The `source` elements of a `picture`, one a media type. A browser takes the first that it can show, so that the
    /// type with the smaller files comes first.
    private static List<Map<String, Object>> sources(List<PublishedVariant> wholeViews) {
        List<Map<String, Object>> sources = new ArrayList<>();
        for (String type : BEST_KNOWN_LAST) {
            List<PublishedVariant> ofType =
                    wholeViews.stream().filter(v -> v.mediaType().equals(type)).toList();
            if (!ofType.isEmpty()) {
                Map<String, Object> source = new LinkedHashMap<>();
                source.put("type", type);
                source.put("srcset", srcset(ofType));
                sources.add(source);
            }
        }
        return sources;
    }

    /// Those that nothing was cut off, and of the others those of the same shape. Where all may be cut, those of the
    /// largest one's shape.
    private static List<PublishedVariant> wholeViews(List<PublishedVariant> variants) {
        Comparator<PublishedVariant> bySize =
                Comparator.comparingLong(v -> v.dimensions().pixels());
        double shape = shape(variants.stream()
                .filter(v -> !isCut(v))
                .max(bySize)
                .orElseGet(() -> Collections.max(variants, bySize)));
        return variants.stream()
                .filter(v -> !isCut(v) || Math.abs(shape(v) / shape - 1) < 0.02)
                .toList();
    }

    private static boolean isCut(PublishedVariant variant) {
        return Preset.cuts(variant.definition());
    }

    private static double shape(PublishedVariant variant) {
        return (double) variant.dimensions().width() / variant.dimensions().height();
    }

    private static String fileName(PublishedVariant variant) {
        String key = variant.key().value();
        return URLEncoder.encode(key.substring(key.lastIndexOf('/') + 1), UTF_8);
    }
}
