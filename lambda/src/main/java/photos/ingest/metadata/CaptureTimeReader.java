package photos.ingest.metadata;

import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import photos.ledger.CaptureTime;
import photos.ledger.CaptureTime.Offset;
import photos.ledger.CaptureTime.Source;

/// When the photo was taken: EXIF's DateTimeOriginal, else its DateTimeDigitized, else the same of XMP, else of IPTC;
/// never the time the file was last changed. No time zone but the file's own comes in.
final class CaptureTimeReader {
    private static final Class<? extends Directory> EXIF = ExifSubIFDDirectory.class;

    /// Also as some cameras misspell it: other separators, a colon between date and time, no seconds.
    private static final Pattern DATE_TIME = Pattern.compile("(\\d{4})[:\\-/.](\\d{1,2})[:\\-/.](\\d{1,2})[T :]+"
            + "(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?(?:[.,](\\d+))?\\s*(Z|[+-]\\d{2}:?\\d{2})?");

    /// What is a day only says no time, and none is made up.
    private static final Pattern DAY = Pattern.compile("\\d{4}([:\\-/.]\\d{1,2}){0,2}");

    /// The original first, as the Metadata Working Group maps them.
    private static final List<String> IN_XMP =
            List.of("exif:DateTimeOriginal", "photoshop:DateCreated", "exif:DateTimeDigitized", "xmp:CreateDate");

    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2}):?(\\d{2})");
    private static final int MIN_OFFSET_MINUTES = -12 * 60;
    private static final int MAX_OFFSET_MINUTES = 14 * 60;

    /// What GPS says is the time of the last fix.
    private static final Duration GPS_TOLERANCE = Duration.ofMinutes(2);

    /// The offsets that are no whole hours and that some place has had since 1995 (IANA time zone database), in
    /// minutes.
    private static final Set<Long> BROKEN_OFFSETS = Set.of(
            -570L, -510L, -270L, -210L, -150L, 210L, 270L, 330L, 345L, 390L, 510L, 525L, 570L, 585L, 630L, 690L, 765L,
            825L);

    private final Tags tags;
    private final Findings found;

    private CaptureTimeReader(Tags tags, Findings found) {
        this.tags = tags;
        this.found = found;
    }

    static Optional<CaptureTime> read(Tags tags, Findings found) {
        CaptureTimeReader reader = new CaptureTimeReader(tags, found);
        return reader.exif(
                        "DateTimeOriginal",
                        ExifDirectoryBase.TAG_DATETIME_ORIGINAL,
                        ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL,
                        ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL)
                .or(() -> reader.exif(
                        "DateTimeDigitized",
                        ExifDirectoryBase.TAG_DATETIME_DIGITIZED,
                        ExifDirectoryBase.TAG_SUBSECOND_TIME_DIGITIZED,
                        ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED))
                .or(() -> IN_XMP.stream()
                        .flatMap(path -> reader.xmp(path).stream())
                        .findFirst())
                .or(() -> reader.iptc("DateCreated", IptcDirectory.TAG_DATE_CREATED, IptcDirectory.TAG_TIME_CREATED))
                .or(() -> reader.iptc(
                        "DigitalDateCreated",
                        IptcDirectory.TAG_DIGITAL_DATE_CREATED,
                        IptcDirectory.TAG_DIGITAL_TIME_CREATED));
    }

    private Optional<CaptureTime> xmp(String path) {
        return tags.xmp().textOrBlank(path).flatMap(text -> parsed("XMP's " + path, text, "", ""));
    }

    /// A day as `20240229`, a time as `235958+0200` (IPTC-IIM 4.2, datasets 2:55, 2:60, 2:62 and 2:63).
    private Optional<CaptureTime> iptc(String name, int dateTag, int timeTag) {
        String time = tags.text(IptcDirectory.class, timeTag).orElse("");
        return tags.textOrBlank(IptcDirectory.class, dateTag)
                .map(date -> date.replaceFirst("^(\\d{4})(\\d{2})(\\d{2})$", "$1:$2:$3") + " "
                        + time.replaceFirst("^(\\d{2})(\\d{2})(\\d{2})", "$1:$2:$3"))
                .flatMap(text -> parsed("IPTC's " + name, text.strip(), "", ""));
    }

    private Optional<CaptureTime> exif(String name, int dateTime, int subSeconds, int offset) {
        String fraction = tags.text(EXIF, subSeconds).orElse("");
        String zone = tags.text(EXIF, offset).orElse("");
        return tags.textOrBlank(EXIF, dateTime).flatMap(text -> parsed(name, text, fraction, zone));
    }

    private Optional<CaptureTime> parsed(String name, String text, String fraction, String zone) {
        Matcher m = DATE_TIME.matcher(text);
        if (!m.matches()) {
            // Blanks and zeros are how a camera says that its clock was never set.
            found.error(name + (DAY.matcher(text).matches() ? " has a day but no time" : " is no date") + ": \"" + text
                    + "\"");
            return Optional.empty();
        }
        String digits = digits(m.group(7) == null ? fraction : m.group(7));
        try {
            LocalDateTime wallClock = LocalDateTime.of(
                    number(m.group(1)),
                    number(m.group(2)),
                    number(m.group(3)),
                    number(m.group(4)),
                    number(m.group(5)),
                    m.group(6) == null ? 0 : number(m.group(6)),
                    digits.isEmpty() ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9)));
            if (wallClock.getYear() == 0) {
                throw new DateTimeException("year 0");
            }
            Optional<ZoneOffset> written = offset(m.group(8) == null ? zone : m.group(8));
            return Optional.of(new CaptureTime(
                    wallClock,
                    digits.length(),
                    written.map(o -> new Offset(o, Source.EXIF)).or(() -> gpsOffset(wallClock))));
        } catch (DateTimeException _) {
            found.error(name + " is no date of any calendar: \"" + text + "\"");
            return Optional.empty();
        }
    }

    /// At most nine; none if there is anything else among them.
    private static String digits(String fraction) {
        boolean all = !fraction.isEmpty() && fraction.chars().allMatch(c -> c >= '0' && c <= '9');
        return all ? fraction.substring(0, Math.min(9, fraction.length())) : "";
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private Optional<ZoneOffset> offset(String text) {
        Matcher m = OFFSET.matcher(text);
        if (text.equals("Z")) {
            return Optional.of(ZoneOffset.UTC);
        }
        if (!m.matches()) {
            return Optional.empty();
        }
        int minutes = number(m.group(2)) * 60 + number(m.group(3));
        if (minutes > MAX_OFFSET_MINUTES || number(m.group(3)) > 59) {
            found.error("no place on earth has the offset " + text);
            return Optional.empty();
        }
        return Optional.of(ZoneOffset.ofTotalSeconds((m.group(1).equals("-") ? -60 : 60) * minutes));
    }

    /// GPS knows UTC: what the camera's clock differs from it is its offset, if it is near one that some place has.
    private Optional<Offset> gpsOffset(LocalDateTime wallClock) {
        return gpsTime().flatMap(utc -> {
            Duration difference = Duration.between(utc, wallClock);
            long minutes = Math.round(difference.toSeconds() / 900.0) * 15;
            Duration error = difference.minusMinutes(minutes).abs();
            return isInUse(minutes) && error.compareTo(GPS_TOLERANCE) <= 0
                    ? Optional.of(new Offset(ZoneOffset.ofTotalSeconds((int) minutes * 60), Source.GPS))
                    : Optional.empty();
        });
    }

    private static boolean isInUse(long minutes) {
        boolean whole = minutes % 60 == 0 && minutes >= MIN_OFFSET_MINUTES && minutes <= MAX_OFFSET_MINUTES;
        return whole || BROKEN_OFFSETS.contains(minutes);
    }

    private Optional<LocalDateTime> gpsTime() {
        Optional<String> date = tags.text(GpsDirectory.class, GpsDirectory.TAG_DATE_STAMP);
        List<Double> time = tags.numbers(GpsDirectory.class, GpsDirectory.TAG_TIME_STAMP);
        Matcher m =
                Pattern.compile("(\\d{4})[:\\-/.](\\d{1,2})[:\\-/.](\\d{1,2})").matcher(date.orElse(""));
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
}
