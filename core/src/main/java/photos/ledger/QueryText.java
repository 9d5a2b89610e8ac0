package photos.ledger;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import photos.image.ImageFormat;

/// Questions as people write them, in a URL or on a command line: names and texts become a [PhotoQuery].
public final class QueryText {
    private static final String TIMES = "or a time such as 2026-01-31T18:30:00 by the camera's clock, or with an offset"
            + " such as 2026-01-31T18:30:00+01:00 or 2026-01-31T17:30:00Z, which means that instant";

    private static final String MISSING =
            Arrays.stream(Absence.values()).map(Absence::word).collect(Collectors.joining(", "));

    /// What is deleted is in no index: a tombstone keeps neither when it was uploaded nor when it changed.
    private static final State[] LISTED = {State.PENDING, State.READY, State.DEGRADED, State.REJECTED};

    /// What a time with an offset ends with. In a URL a plus means a blank.
    private static final Pattern OFFSET = Pattern.compile("(?<=T.{5,18})(Z|[+\\- ]\\d\\d:\\d\\d)$");

    /// What every time begins with; the time of Java has other years too, which no index is sorted by.
    private static final Pattern YEAR = Pattern.compile("^\\d{4}(-|$)");

    /// Every parameter's name, and what is expected of its value.
    public static final Map<String, String> PARAMETERS = parameters();

    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,12}(\\.\\d{1,12})?");

    private final Map<String, String> parameters;

    private QueryText(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    private static Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("camera", "the camera's name, exactly, such as Nikon D800");
        parameters.put("lens", "a part of the lens's name");
        parameters.put("from", "a year, month or day such as 2026-01-31, " + TIMES);
        parameters.put(
                "to",
                "a year, month or day such as 2026-01-31, which is included, " + TIMES + ", which is not included");
        parameters.put("near", "latitude,longitude such as 47.37,8.54");
        parameters.put("within", "a distance in kilometres, more than 0 and at most 20000");
        parameters.put("iso", "a number such as 100 or a range such as 100-800");
        parameters.put("f", "a number such as 2.8 or a range such as 1.4-2.8");
        parameters.put("focal", "millimetres such as 50 or a range such as 24-70");
        parameters.put("state", "one or more of " + names(LISTED) + ", with commas; deleted photos are not listed");
        parameters.put("reason", "one of " + names(Reason.values()));
        parameters.put(
                "format",
                "one of "
                        + Arrays.stream(ImageFormat.values())
                                .map(ImageFormat::label)
                                .collect(Collectors.joining(", ")));
        parameters.put("keyword", "one of the photo's keywords");
        parameters.put("missing", "one or more of " + MISSING + ", with commas");
        parameters.put("limit", "a number from 1 to " + PhotoQuery.MAX_LIMIT);
        parameters.put("next", "the token that came with the page before");
        return Collections.unmodifiableMap(parameters);
    }

    private static String names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "));
    }

    /// @throws InvalidQuery naming the parameter, its value and what is expected
    public static PhotoQuery parse(Map<String, String> parameters) throws InvalidQuery {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (!PARAMETERS.containsKey(parameter.getKey())) {
                throw new InvalidQuery(
                        parameter.getKey(), parameter.getValue(), "one of " + String.join(", ", PARAMETERS.keySet()));
            }
        }
        return new QueryText(new LinkedHashMap<>(parameters)).query();
    }

    private PhotoQuery query() throws InvalidQuery {
        return new PhotoQuery(
                text("camera"),
                text("lens"),
                time("from", false),
                time("to", true),
                near(),
                range("iso"),
                range("f"),
                range("focal"),
                any("state", QueryText::state),
                parsed("reason", text -> Reason.valueOf(text.toUpperCase(Locale.ROOT))),
                parsed("format", QueryText::format),
                text("keyword"),
                any("missing", text -> Absence.valueOf(text.toUpperCase(Locale.ROOT))),
                parsed("limit", QueryText::limit).orElse(PhotoQuery.ALL.limit()),
                text("next"));
    }

    /// A parameter without a value is a mistake, such as a variable that is not set: taken for no filter it would find
    /// all.
    private Optional<String> text(String name) throws InvalidQuery {
        Optional<String> text = Optional.ofNullable(parameters.get(name));
        if (text.filter(String::isBlank).isPresent()) {
            throw refused(name, text.get());
        }
        return text;
    }

    private static InvalidQuery refused(String name, String value) {
        return new InvalidQuery(name, value, PARAMETERS.getOrDefault(name, "another value"));
    }

    private <T> Set<T> any(String name, Function<String, T> parser) throws InvalidQuery {
        return parsed(
                        name,
                        text -> Arrays.stream(text.split(",", -1))
                                .map(word -> parser.apply(word.strip()))
                                .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /// A year, a month or a day without a time means all of it.
    private Optional<Moment> time(String name, boolean isEnd) throws InvalidQuery {
        return parsed(name, text -> moment(text.strip(), isEnd ? 1 : 0));
    }

    /// @param later how many days, months or years later, if it is one of these
    private static Moment moment(String text, int later) {
        if (!YEAR.matcher(text).find()) {
            throw new IllegalArgumentException("not of a year of four digits");
        }
        if (OFFSET.matcher(text).find()) {
            return new Moment.Exactly(
                    OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        }
        return new Moment.Clock(start(text, later));
    }

    private static LocalDateTime start(String text, int later) {
        if (text.length() == "2026".length()) {
            return Year.parse(text).plusYears(later).atDay(1).atStartOfDay();
        }
        if (text.length() == "2026-01".length()) {
            return YearMonth.parse(text).plusMonths(later).atDay(1).atStartOfDay();
        }
        return text.length() == "2026-01-31".length()
                ? LocalDate.parse(text).plusDays(later).atStartOfDay()
                : LocalDateTime.parse(text);
    }

    private Optional<PhotoQuery.Near> near() throws InvalidQuery {
        Optional<Position> centre = parsed("near", QueryText::position);
        Optional<Double> within = parsed("within", QueryText::positive);
        if (centre.isEmpty() && within.isPresent()) {
            throw new InvalidQuery("near", "", "latitude,longitude, since \"within\" is given");
        }
        return centre.map(c -> new PhotoQuery.Near(c, within.orElse(10.0)));
    }

    private static State state(String text) {
        return Arrays.stream(LISTED)
                .filter(state -> state.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state that is listed"));
    }

    private static String format(String text) {
        return ImageFormat.ofLabel(text.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new IllegalArgumentException("no format"))
                .label();
    }

    /// A number as people write it; Java's own reader also takes `100d`, `0x1p3` and `Infinity`.
    private static double decimal(String text) {
        if (!DECIMAL.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException("no number");
        }
        return Double.parseDouble(text.strip());
    }

    private static Position position(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not two numbers");
        }
        return new Position(decimal(parts[0]), decimal(parts[1]));
    }

    private static double positive(String text) {
        double value = decimal(text);
        if (!(value > 0 && value <= 20_000)) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    private static int limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > PhotoQuery.MAX_LIMIT) {
            throw new IllegalArgumentException("out of range");
        }
        return limit;
    }

    private Optional<PhotoQuery.Range> range(String name) throws InvalidQuery {
        return parsed(name, QueryText::between);
    }

    private static PhotoQuery.Range between(String text) {
        String[] ends = text.split("-", -1);
        double least = decimal(ends[0]);
        double most = ends.length == 1 ? least : decimal(ends[1]);
        if (ends.length > 2 || !(least <= most)) {
            throw new IllegalArgumentException("not a range");
        }
        return new PhotoQuery.Range(least, most);
    }

    private <T> Optional<T> parsed(String name, Function<String, T> parser) throws InvalidQuery {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.get()));
        } catch (IllegalArgumentException | DateTimeParseException _) {
            throw refused(name, text.get());
        }
    }
}
