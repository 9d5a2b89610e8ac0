package photos.ledger;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Questions as people write them, in a URL or on a command line: names and texts become a [PhotoQuery].
public final class QueryText {
    private static final Set<String> NAMES = Set.of(
            "camera", "lens", "from", "to", "near", "within", "iso", "f", "focal", "state", "reason", "format",
            "keyword", "limit", "next");

    private final Map<String, String> parameters;

    private QueryText(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /// @throws InvalidQuery naming the parameter, its value and what is expected
    public static PhotoQuery parse(Map<String, String> parameters) throws InvalidQuery {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (!NAMES.contains(parameter.getKey())) {
                throw new InvalidQuery(
                        parameter.getKey(),
                        parameter.getValue(),
                        "one of " + NAMES.stream().sorted().collect(Collectors.joining(", ")));
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
                states(),
                parsed(
                        "reason",
                        text -> Reason.valueOf(text.toUpperCase(Locale.ROOT)),
                        "one of " + names(Arrays.stream(Reason.values()))),
                text("format").map(format -> format.toLowerCase(Locale.ROOT)),
                text("keyword"),
                parsed("limit", QueryText::limit, "a number from 1 to " + PhotoQuery.MAX_LIMIT)
                        .orElse(PhotoQuery.ALL.limit()),
                text("next"));
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isBlank());
    }

    private Set<State> states() throws InvalidQuery {
        return parsed(
                        "state",
                        text -> Arrays.stream(text.split(","))
                                .map(state -> State.valueOf(state.strip().toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toSet()),
                        "one or more of " + names(Arrays.stream(State.values())) + ", with commas")
                .orElse(Set.of());
    }

    private static String names(Stream<? extends Enum<?>> values) {
        return values.map(Enum::name).collect(Collectors.joining(", "));
    }

    /// A day without a time means all of it.
    private Optional<LocalDateTime> time(String name, boolean endOfDay) throws InvalidQuery {
        return parsed(
                name,
                text -> text.length() > "2026-01-31".length()
                        ? LocalDateTime.parse(text)
                        : LocalDate.parse(text).plusDays(endOfDay ? 1 : 0).atStartOfDay(),
                "a day such as 2026-01-31 or a time such as 2026-01-31T18:30:00");
    }

    private Optional<PhotoQuery.Near> near() throws InvalidQuery {
        Optional<Position> centre = parsed("near", QueryText::position, "latitude,longitude such as 47.37,8.54");
        Optional<Double> within =
                parsed("within", QueryText::positive, "a distance in kilometres, more than 0 and at most 20,000");
        if (centre.isEmpty() && within.isPresent()) {
            throw new InvalidQuery("near", "", "latitude,longitude, since \"within\" is given");
        }
        return centre.map(c -> new PhotoQuery.Near(c, within.orElse(10.0)));
    }

    private static Position position(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not two numbers");
        }
        return new Position(
                Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()), Optional.empty());
    }

    private static double positive(String text) {
        double value = Double.parseDouble(text);
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
        return parsed(name, QueryText::between, "a number such as 100 or a range such as 100-800");
    }

    private static PhotoQuery.Range between(String text) {
        String[] ends = text.split("-", -1);
        double least = Double.parseDouble(ends[0]);
        double most = ends.length == 1 ? least : Double.parseDouble(ends[1]);
        if (ends.length > 2 || !(least <= most)) {
            throw new IllegalArgumentException("not a range");
        }
        return new PhotoQuery.Range(least, most);
    }

    private <T> Optional<T> parsed(String name, Function<String, T> parser, String expected) throws InvalidQuery {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.get()));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new InvalidQuery(name, text.get(), expected);
        }
    }
}
