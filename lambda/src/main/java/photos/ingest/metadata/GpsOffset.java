package photos.ingest.metadata;

import static java.time.format.DateTimeFormatter.ISO_DATE_TIME;

import com.drew.metadata.exif.GpsDirectory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The offset of a clock, from GPS, which knows UTC. What the clock of the camera differs from it is its offset,
/// if that is near one which some place has.
final class GpsOffset {
    private static final Pattern DATE = Pattern.compile("(\\d{4})[:\\-/.](\\d{1,2})[:\\-/.](\\d{1,2})");
    private static final int MIN_MINUTES = -12 * 60;
    private static final int MAX_MINUTES = 14 * 60;
    private static final int DAY = 24 * 60;

    /// What GPS says is the time of the last fix.
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    /// The offsets that are no whole hours and that some place has had since 1995 (IANA time zone database), in
    /// minutes.
    private static final Set<Long> BROKEN = Set.of(
            -570L, -510L, -270L, -210L, -150L, 210L, 270L, 330L, 345L, 390L, 510L, 525L, 570L, 585L, 630L, 690L, 765L,
            825L);

    private GpsOffset() {}

    static Optional<ZoneOffset> of(LocalDateTime wallClock, Tags tags) {
        Optional<LocalDateTime> inExif = inExif(tags);
        return inExif.isPresent()
                ? offset(wallClock, inExif.get(), false)
                : inXmp(tags.xmp()).flatMap(utc -> offset(wallClock, utc, isSameDay(wallClock, utc)));
    }

    /// @param borrowed whether the day may be that of the clock. Where it may, nobody knows which of two offsets
    ///     a day apart is meant.
    private static Optional<ZoneOffset> offset(LocalDateTime wallClock, LocalDateTime utc, boolean borrowed) {
        Duration difference = Duration.between(utc, wallClock);
        long minutes = Math.round(difference.toSeconds() / 900.0) * 15;
        Duration error = difference.minusMinutes(minutes).abs();
        boolean ambiguous = borrowed && (isInUse(minutes - DAY) || isInUse(minutes + DAY));
        return isInUse(minutes) && !ambiguous && error.compareTo(TOLERANCE) <= 0
                ? Optional.of(ZoneOffset.ofTotalSeconds((int) minutes * 60))
                : Optional.empty();
    }

    private static boolean isInUse(long minutes) {
        boolean whole = minutes % 60 == 0 && minutes >= MIN_MINUTES && minutes <= MAX_MINUTES;
        return whole || BROKEN.contains(minutes);
    }

    private static boolean isSameDay(LocalDateTime one, LocalDateTime other) {
        return one.toLocalDate().equals(other.toLocalDate());
    }

    private static Optional<LocalDateTime> inExif(Tags tags) {
        Tags gps = tags.beside(GpsDirectory.class, GpsDirectory.TAG_DATE_STAMP);
        Optional<String> date = gps.text(GpsDirectory.class, GpsDirectory.TAG_DATE_STAMP);
        List<Double> time = gps.numbers(GpsDirectory.class, GpsDirectory.TAG_TIME_STAMP);
        Matcher m = DATE.matcher(date.orElse(""));
        if (!m.matches() || time.size() != 3 || time.stream().anyMatch(t -> !(t >= 0 && t < 61))) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(number(m.group(1)), number(m.group(2)), number(m.group(3)), 0, 0)
                    .plusSeconds(Math.round(time.get(0) * 3600 + time.get(1) * 60 + time.get(2))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /// As `2024-05-06T10:11:12Z`. Where the receiver wrote no day, it is that of the clock (XMP Specification
    /// Part 2, "GPSTimeStamp").
    private static Optional<LocalDateTime> inXmp(Xmp xmp) {
        return xmp.text("exif:GPSTimeStamp").flatMap(text -> {
            try {
                return switch (ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
                    case OffsetDateTime time ->
                        Optional.of(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
                    case LocalDateTime time -> Optional.of(time);
                    default -> Optional.empty();
                };
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        });
    }
}
