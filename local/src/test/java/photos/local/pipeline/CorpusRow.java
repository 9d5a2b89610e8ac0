package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import photos.ledger.Position;

/// What exiftool says of a file of the corpus: EXIF first, and XMP or IPTC where EXIF has nothing.
///
/// @param keywords what stands in the list `dc:subject` of the file's XMP, wherever that lies in it; ASCII alone
record CorpusRow(Map<?, ?> row, List<String> keywords) {
    private static final Set<String> OFF = Set.of("image/heic", "image/avif");
    private static final Pattern SUBJECT = Pattern.compile("<dc:subject>(.*?)</dc:subject>", Pattern.DOTALL);
    private static final Pattern ITEM = Pattern.compile("<rdf:li[^>]*>(.*?)</rdf:li>", Pattern.DOTALL);

    /// @param corpus where the file lies that the row is of
    static CorpusRow of(Map<?, ?> row, Path corpus) throws IOException {
        return new CorpusRow(row, keywords(Files.readString(corpus.resolve(file(row)), ISO_8859_1)));
    }

    private static List<String> keywords(String file) {
        Matcher subject = SUBJECT.matcher(file);
        return subject.find()
                ? ITEM.matcher(subject.group(1))
                        .results()
                        .map(item -> item.group(1).strip())
                        .toList()
                : List.of();
    }

    private static String file(Map<?, ?> row) {
        return String.valueOf(row.get("file"));
    }

    String file() {
        return file(row);
    }

    String mediaType() {
        return String.valueOf(row.get("mime"));
    }

    /// A tag's text; empty if there is none.
    String text(String tag) {
        return value(tag).map(Object::toString).orElse("");
    }

    boolean is(String tag, String value) {
        return text(tag).equals(value);
    }

    boolean has(String tag) {
        return value(tag).isPresent();
    }

    boolean between(String tag, double least, double most) {
        return number(tag).filter(value -> value >= least && value <= most).isPresent();
    }

    private Optional<Double> number(String tag) {
        return value(tag).map(value -> Double.valueOf(value.toString()));
    }

    /// What the camera's clock showed, without a zone.
    Optional<LocalDateTime> taken() {
        return time().map(time -> LocalDateTime.parse(time.replaceFirst("(Z|[+-]\\d\\d:\\d\\d)$", "")));
    }

    boolean takenBetween(String from, String until) {
        return taken().filter(
                        time -> !time.isBefore(LocalDateTime.parse(from)) && time.isBefore(LocalDateTime.parse(until)))
                .isPresent();
    }

    /// Where the file itself has an offset.
    boolean takenBetween(Instant from, Instant until) {
        return time().filter(time -> time.matches(".*(Z|[+-]\\d\\d:\\d\\d)"))
                .map(time -> OffsetDateTime.parse(time).toInstant())
                .filter(instant -> !instant.isBefore(from) && instant.isBefore(until))
                .isPresent();
    }

    /// As written, also where the spelling is odd.
    private Optional<String> time() {
        return value("DateTimeOriginalIso")
                .or(() -> value("DateTimeOriginalLenient"))
                .or(() -> value("DateTimeOriginal"))
                .map(time -> time.toString().replaceFirst("^(\\d{4}):(\\d\\d):(\\d\\d) ", "$1-$2-$3T"));
    }

    /// Without what means that there was no fix.
    Optional<Position> position() {
        return number("GPSLatitude")
                .flatMap(latitude -> number("GPSLongitude").map(longitude -> new Position(latitude, longitude)))
                .filter(position -> !position.equals(new Position(0, 0)));
    }

    boolean isWithin(double kilometres, double latitude, double longitude) {
        return position()
                .filter(position -> new Position(latitude, longitude).kilometresTo(position) <= kilometres)
                .isPresent();
    }

    boolean mentions(String tag, String part) {
        return text(tag).toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /// Whether it is expected to be rendered whole: what the manifest expects, except that these formats are off.
    boolean isWhole() {
        return reason().isEmpty();
    }

    /// As the ledger names what the manifest expects; empty for what is whole.
    String reason() {
        if (OFF.contains(mediaType())) {
            return "UNSUPPORTED_FORMAT";
        }
        return switch (String.valueOf(row.get("reason"))) {
            case "null" -> "";
            case "zero_bytes" -> "EMPTY";
            case "not_an_image" -> "UNSUPPORTED_FORMAT";
            case "corrupt" -> "CORRUPT";
            case "truncated" -> "TRUNCATED";
            case "too_many_pixels" -> "TOO_MANY_PIXELS";
            default -> throw new IllegalStateException("the manifest has a new reason: " + row.get("reason"));
        };
    }

    private Optional<Object> value(String tag) {
        return in("exif", tag)
                .or(() -> in("non_exif", tag).map(CorpusRow::first))
                .filter(value -> !value.equals(""));
    }

    private static Object first(Object value) {
        return value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value;
    }

    private Optional<Object> in(String part, String tag) {
        return row.get(part) instanceof Map<?, ?> map ? Optional.ofNullable(map.get(tag)) : Optional.empty();
    }
}
