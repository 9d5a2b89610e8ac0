package photos.ingest.metadata;

import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.iptc.IptcDirectory;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import photos.ledger.CaptureTime;
import photos.ledger.CaptureTime.Offset;
import photos.ledger.CaptureTime.Source;

/// When the photo was taken: EXIF's DateTimeOriginal, else its DateTimeDigitized, else the same of XMP, else of IPTC;
/// never the time the file was last changed. No time zone but the file's own comes in.
final class CaptureTimeReader {
    /// Also as some cameras misspell it: other separators, a colon between date and time, no seconds.
    private static final Pattern DATE_TIME = Pattern.compile("(\\d{4})[:\\-/.](\\d{1,2})[:\\-/.](\\d{1,2})[T :]+"
            + "(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?(?:[.,](\\d+))?\\s*(Z|[+-]\\d{2}:?\\d{2})?");

    /// What is a day only says no time, and none is made up.
    private static final Pattern DAY = Pattern.compile("\\d{4}([:\\-/.]\\d{1,2}){0,2}");

    /// A property that has a time, and the one in which some programs write its offset apart from it. CIPA DC-010
    /// has the offset in the time itself.
    private record InXmp(String time, String offset) {}

    private static final List<InXmp> IN_XMP = List.of(
            new InXmp("exif:DateTimeOriginal", "OffsetTimeOriginal"),
            new InXmp("photoshop:DateCreated", "OffsetTimeOriginal"),
            new InXmp("exif:DateTimeDigitized", "OffsetTimeDigitized"),
            new InXmp("xmp:CreateDate", "OffsetTimeDigitized"));

    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2}):?(\\d{2})");
    private static final int MAX_OFFSET_MINUTES = 14 * 60;

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
                        .flatMap(property -> reader.xmp(property).stream())
                        .findFirst())
                .or(() -> reader.iptc("DateCreated", IptcDirectory.TAG_DATE_CREATED, IptcDirectory.TAG_TIME_CREATED))
                .or(() -> reader.iptc(
                        "DigitalDateCreated",
                        IptcDirectory.TAG_DIGITAL_DATE_CREATED,
                        IptcDirectory.TAG_DIGITAL_TIME_CREATED));
    }

    private Optional<CaptureTime> xmp(InXmp property) {
        String zone = tags.xmp()
                .text("exif:" + property.offset())
                .or(() -> tags.xmp().text("exifEX:" + property.offset()))
                .orElse("");
        return tags.xmp()
                .textOrBlank(property.time())
                .flatMap(text -> parsed("XMP's " + property.time(), text, "", zone));
    }

    /// A day as `20240229`, a time as `235958+0200` (IPTC-IIM 4.2, datasets 2:55, 2:60, 2:62 and 2:63).
    private Optional<CaptureTime> iptc(String name, int dateTag, int timeTag) {
        Tags beside = tags.beside(IptcDirectory.class, dateTag);
        String time = beside.text(IptcDirectory.class, timeTag).orElse("");
        return beside.textOrBlank(IptcDirectory.class, dateTag)
                .map(date -> date.replaceFirst("^(\\d{4})(\\d{2})(\\d{2})$", "$1:$2:$3") + " "
                        + time.replaceFirst("^(\\d{2})(\\d{2})(\\d{2})", "$1:$2:$3"))
                .flatMap(text -> parsed("IPTC's " + name, text.strip(), "", ""));
    }

    private Optional<CaptureTime> exif(String name, int dateTime, int subSeconds, int offset) {
        return tags.ofExif(kind -> {
            Tags beside = tags.beside(kind, dateTime);
            return beside.textOrBlank(kind, dateTime)
                    .flatMap(text -> parsed(
                            name,
                            text,
                            beside.text(kind, subSeconds).orElse(""),
                            beside.text(kind, offset).orElse("")));
        });
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
                    written.map(o -> new Offset(o, Source.EXIF))
                            .or(() -> GpsOffset.of(wallClock, tags).map(o -> new Offset(o, Source.GPS)))));
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
}
