package photos.ingest.metadata;

import java.util.LinkedHashMap;
import java.util.Map;
import photos.ledger.CaptureTime;
import photos.ledger.PhotoMetadata;

/// What was read, by the names of EXIF, as the corpus' checker takes it. Only what the file itself says: an offset
/// taken from GPS is left out.
final class FlatJson {
    private FlatJson() {}

    static Map<String, Object> of(PhotoMetadata read) {
        Map<String, Object> flat = new LinkedHashMap<>();
        read.camera().make().ifPresent(v -> flat.put("Make", v));
        read.camera().model().ifPresent(v -> flat.put("Model", v));
        read.camera().name().ifPresent(v -> flat.put("CameraName", v));
        read.camera().lens().ifPresent(v -> flat.put("LensModel", v));
        read.captureTime().ifPresent(v -> flat.put("DateTimeOriginal", text(v)));
        read.exposure().time().ifPresent(v -> flat.put("ExposureTime", v));
        read.exposure().fNumber().ifPresent(v -> flat.put("FNumber", v));
        read.exposure().iso().ifPresent(v -> flat.put("ISO", v));
        read.exposure().focalLength().ifPresent(v -> flat.put("FocalLength", v));
        read.exposure().focalLength35().ifPresent(v -> flat.put("FocalLengthIn35mmFilm", v));
        read.exposure().flash().ifPresent(v -> flat.put("FlashFired", v));
        read.position().ifPresent(v -> {
            flat.put("GPSLatitude", v.latitude());
            flat.put("GPSLongitude", v.longitude());
        });
        read.altitude().ifPresent(v -> flat.put("GPSAltitude", v));
        read.colorProfile().ifPresent(v -> flat.put("ICCProfileName", v));
        read.description().description().ifPresent(v -> flat.put("ImageDescription", v));
        read.description().artist().ifPresent(v -> flat.put("Artist", v));
        read.description().copyright().ifPresent(v -> flat.put("Copyright", v));
        read.picture().ifPresent(v -> {
            flat.put("Orientation", v.orientation().exifValue());
            flat.put("Width", v.upright().width());
            flat.put("Height", v.upright().height());
            flat.put("MimeType", v.format().mediaType());
        });
        raw(read, flat, "Exif IFD0", "Software", "Software");
        raw(read, flat, "Exif SubIFD", "Color Space", "ColorSpace");
        return flat;
    }

    /// What has no attribute of its own is among the raw tags.
    private static void raw(PhotoMetadata read, Map<String, Object> flat, String directory, String tag, String name) {
        Map<String, String> tags = read.tags().directories().getOrDefault(directory, Map.of());
        if (tags.containsKey(tag)) {
            flat.put(name, tags.getOrDefault(tag, ""));
        }
    }

    private static String text(CaptureTime time) {
        String wallClock = time.wallClock().toString();
        String seconds = wallClock.length() == 16 ? wallClock + ":00" : wallClock;
        return seconds
                + time.offset()
                        .filter(o -> o.source() == CaptureTime.Source.EXIF)
                        .map(o -> o.zone().toString())
                        .orElse("");
    }
}
