package photos.ingest.metadata;

import com.drew.metadata.exif.GpsDirectory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import photos.ledger.Position;

/// Where the photo was taken. (0, 0), what lies outside the earth and what is no number, as 0/0, are no position;
/// the altitude stands alone, since some files have it without one.
///
/// Errors name no value: people see them who may not see the position.
final class PositionReader {
    private static final Class<GpsDirectory> GPS = GpsDirectory.class;

    /// 1 is below the sea in EXIF 2, and below the ellipsoid in EXIF 3.0, where 3 is below the sea.
    private static final Set<Double> BELOW = Set.of(1.0, 3.0);

    private static final Pattern COORDINATE =
            Pattern.compile("(\\d{1,3}),(\\d{1,2}(?:\\.\\d{1,30})?)(?:,(\\d{1,2}(?:\\.\\d{1,30})?))?([NSEW])");

    private static final Pattern SIGNED_DEGREES = Pattern.compile("[+-]\\d{1,3}(?:\\.\\d{1,30})?");

    private final Tags tags;
    private final Findings found;

    private PositionReader(Tags tags, Findings found) {
        this.tags = tags;
        this.found = found;
    }

    static Optional<Position> position(Tags tags, Findings found) {
        return new PositionReader(tags.beside(GPS, GpsDirectory.TAG_LATITUDE), found).position();
    }

    private Optional<Position> position() {
        return position(
                        degrees("latitude", GpsDirectory.TAG_LATITUDE, GpsDirectory.TAG_LATITUDE_REF, "S"),
                        degrees("longitude", GpsDirectory.TAG_LONGITUDE, GpsDirectory.TAG_LONGITUDE_REF, "W"))
                .or(() -> position(written("exif:GPSLatitude"), written("exif:GPSLongitude")));
    }

    private Optional<Position> position(Optional<Double> latitude, Optional<Double> longitude) {
        if (latitude.isEmpty() || longitude.isEmpty()) {
            return Optional.empty();
        }
        double north = latitude.get();
        double east = longitude.get();
        if (north == 0 && east == 0) {
            found.error("the position 0, 0 is taken for none");
            return Optional.empty();
        }
        if (Math.abs(north) > 90 || Math.abs(east) > 180) {
            found.error("the position is nowhere on earth");
            return Optional.empty();
        }
        return Optional.of(new Position(north, east));
    }

    /// Degrees, and minutes and seconds where there are any. None may be negative, as EXIF has it; where some program
    /// writes a sign all the same, it holds for all three.
    private Optional<Double> degrees(String name, int tag, int referenceTag, String negative) {
        List<Double> parts = tags.numbers(GPS, tag);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        double degrees = 0;
        for (int i = 0; i < Math.min(parts.size(), 3); i++) {
            degrees += Math.abs(parts.get(i)) / Math.pow(60, i);
        }
        if (!Double.isFinite(degrees)) {
            found.error("the " + name + " is no number");
            return Optional.empty();
        }
        Optional<String> reference = tags.text(GPS, referenceTag).map(r -> r.toUpperCase(Locale.ROOT));
        if (reference.isEmpty()) {
            found.error("the " + name + " does not say which side of zero it is on, taken as written");
        }
        boolean below = reference.filter(r -> r.startsWith(negative)).isPresent()
                || parts.stream().limit(3).anyMatch(n -> n < 0);
        return Optional.of(below ? -degrees : degrees);
    }

    /// What XMP has as `47,22.5N` or `47,22,30N` (XMP Specification Part 2, "GPSCoordinate"). Some programs write
    /// degrees instead. With a sign, as in ISO 6709, they are taken; without one nothing says on which side of zero
    /// they are.
    private Optional<Double> written(String path) {
        return tags.xmp().text(path).flatMap(text -> {
            if (SIGNED_DEGREES.matcher(text).matches()) {
                return Optional.of(Double.parseDouble(text));
            }
            Matcher m = COORDINATE.matcher(text);
            if (!m.matches()) {
                found.error("XMP's " + path + " is no coordinate");
                return Optional.empty();
            }
            double seconds = m.group(3) == null ? 0 : Double.parseDouble(m.group(3));
            double degrees = Integer.parseInt(m.group(1)) + Double.parseDouble(m.group(2)) / 60 + seconds / 3600;
            return Optional.of("SW".contains(m.group(4)) ? -degrees : degrees);
        });
    }

    /// In metres above the sea (or the ellipsoid, as EXIF 3.0 has it), below it negative. A 0 where the position
    /// is 0, 0 too, or none, is what a receiver without a fix writes.
    static Optional<Double> altitude(Tags all, Findings found) {
        Tags tags = all.beside(GPS, GpsDirectory.TAG_ALTITUDE);
        Optional<Double> written =
                tags.numbers(GPS, GpsDirectory.TAG_ALTITUDE).stream().findFirst();
        Optional<Double> metres = written.filter(Double::isFinite);
        if (written.isPresent() && metres.isEmpty()) {
            found.error("the altitude is no number");
        }
        Optional<Double> reference =
                tags.numbers(GPS, GpsDirectory.TAG_ALTITUDE_REF).stream().findFirst();
        return altitude(metres, reference, isFixed(tags)).or(() -> writtenAltitude(tags.xmp(), found));
    }

    private static Optional<Double> writtenAltitude(Xmp xmp, Findings found) {
        Optional<Double> metres = xmp.number("exif:GPSAltitude");
        if (metres.isEmpty() && xmp.text("exif:GPSAltitude").isPresent()) {
            found.error("XMP's exif:GPSAltitude is no number");
        }
        boolean isFixed = Stream.of("exif:GPSLatitude", "exif:GPSLongitude")
                .flatMap(path -> xmp.text(path).stream())
                .anyMatch(coordinate -> coordinate.matches(".*[1-9].*"));
        return altitude(metres, xmp.number("exif:GPSAltitudeRef"), isFixed);
    }

    private static Optional<Double> altitude(Optional<Double> metres, Optional<Double> reference, boolean isFixed) {
        boolean below = reference.filter(BELOW::contains).isPresent();
        return metres.filter(m -> m != 0 || isFixed).map(m -> below && m != 0 ? -Math.abs(m) : m);
    }

    private static boolean isFixed(Tags tags) {
        return Stream.of(GpsDirectory.TAG_LATITUDE, GpsDirectory.TAG_LONGITUDE)
                .flatMap(tag -> tags.numbers(GPS, tag).stream())
                .anyMatch(n -> n != 0);
    }
}
