package photos.ingest.metadata;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a row of the corpus' manifest says of a file, and when a value agrees with it: as its own checker decides.
record Truth(Map<?, ?> row) {
    static final List<String> FIELDS = List.of(
            "Make",
            "Model",
            "LensModel",
            "DateTimeOriginal",
            "ExposureTime",
            "FNumber",
            "ISO",
            "FocalLength",
            "GPSLatitude",
            "GPSLongitude",
            "GPSAltitude",
            "Orientation",
            "Width",
            "Height",
            "ICCProfileName",
            "ImageDescription",
            "Artist",
            "Copyright",
            "FocalLengthIn35mmFilm",
            "FlashFired",
            "MimeType",
            "Software",
            "ColorSpace");

    String file() {
        return String.valueOf(row.get("file"));
    }

    @Nullable
    Object of(String field) {
        return switch (field) {
            case "Orientation" -> row.get("effective_orientation");
            case "FlashFired" -> exif().get("Flash") instanceof Number flash ? flash.intValue() % 2 == 1 : null;
            case "MimeType" -> String.valueOf(row.get("mime")).startsWith("image/") ? row.get("mime") : null;
            case "Width" -> upright(0);
            case "Height" -> upright(1);
            case "DateTimeOriginal" ->
                exif().get("DateTimeOriginalIso") != null
                        ? exif().get("DateTimeOriginalIso")
                        : exif().get("DateTimeOriginalLenient");
            default -> unparseable().containsKey(field) ? null : exif().get(field);
        };
    }

    boolean agrees(String field, @Nullable Object read) {
        @Nullable Object truth = of(field);
        if (truth == null) {
            return read == null || elsewhere(field, read);
        }
        if (read == null) {
            return truth instanceof Number n && n.doubleValue() == 0;
        }
        if (truth instanceof Number number) {
            return near(field, number.doubleValue(), number(read));
        }
        return field.equals("DateTimeOriginal")
                ? sameTime(truth.toString(), read.toString())
                : spaced(truth.toString()).equals(spaced(read.toString()));
    }

    /// From XMP or IPTC, which the manifest lists.
    private boolean elsewhere(String field, Object read) {
        return row.get("non_exif") instanceof Map<?, ?> others
                && others.get(field) instanceof List<?> values
                && values.stream().anyMatch(v -> comparable(v).equals(comparable(read)));
    }

    private static String comparable(@Nullable Object value) {
        return spaced(String.valueOf(value)).replaceFirst("^(\\d{4}):(\\d\\d):(\\d\\d) ", "$1-$2-$3T");
    }

    private static boolean near(String field, double truth, double read) {
        double tolerance = switch (field) {
            case "ExposureTime" -> Math.max(1e-6, 0.02 * truth);
            case "FNumber", "FocalLength" -> Math.max(0.05, 0.01 * truth);
            case "GPSLatitude", "GPSLongitude" -> 1e-4;
            case "GPSAltitude" -> 0.5;
            default -> 0;
        };
        return Math.abs(truth - read) <= tolerance;
    }

    private static double number(Object read) {
        String[] fraction = read.toString().split("/", 2);
        double number = Double.parseDouble(fraction[0]);
        return fraction.length == 1 ? number : number / Double.parseDouble(fraction[1]);
    }

    private static boolean sameTime(String truth, String read) {
        return instant(truth).equals(instant(read)) && hasOffset(truth) == hasOffset(read);
    }

    private static OffsetDateTime instant(String text) {
        return OffsetDateTime.parse(hasOffset(text) ? text : text + "Z");
    }

    private static boolean hasOffset(String text) {
        return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)");
    }

    private static String spaced(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private Map<?, ?> exif() {
        return row.get("exif") instanceof Map<?, ?> exif ? exif : Map.of();
    }

    private Map<?, ?> unparseable() {
        return row.get("exif_unparseable") instanceof Map<?, ?> fields ? fields : Map.of();
    }

    private @Nullable Object upright(int side) {
        return row.get("upright") instanceof List<?> sides ? sides.get(side) : null;
    }
}
