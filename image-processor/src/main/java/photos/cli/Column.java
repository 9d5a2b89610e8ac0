package photos.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import photos.ledger.Attributes;
import photos.ledger.InvalidQuery;
import photos.ledger.PhotoCsv;
import photos.ledger.PhotoSummary;

/// A column of the table of photos.
enum Column {
    KEY("OBJECT KEY", Attributes.OBJECT_KEY),
    STATE("STATE", Attributes.STATE),
    REASON("REASON", Attributes.REASON),
    TAKEN("TAKEN", Attributes.TAKEN_AT),
    OFFSET("OFFSET", Attributes.TAKEN_OFFSET),
    INSTANT("INSTANT", Attributes.TAKEN_INSTANT),
    CAMERA("CAMERA", Attributes.CAMERA),
    LENS("LENS", Attributes.LENS),
    SIZE("SIZE", Attributes.UPRIGHT_WIDTH),
    ISO("ISO", Attributes.ISO),
    F("F", Attributes.F_NUMBER),
    FOCAL("MM", Attributes.FOCAL_LENGTH),
    FORMAT("FORMAT", Attributes.FORMAT),
    POSITION("POSITION", Attributes.LATITUDE),
    PLACE("PLACE", Attributes.PLACE),
    TITLE("TITLE", Attributes.TITLE),
    KEYWORDS("KEYWORDS", Attributes.KEYWORDS),
    UPLOADED("UPLOADED", Attributes.UPLOADED_AT),
    MESSAGE("MESSAGE", Attributes.MESSAGE);

    /// Those that a table has unless others are wanted.
    static final List<Column> USUAL = List.of(KEY, STATE, TAKEN, CAMERA, SIZE, ISO, F, FOCAL);

    /// What is expected where columns are named.
    static final String NAMES = Arrays.stream(values()).map(Column::word).collect(Collectors.joining(", "));

    private final String heading;
    private final String attribute;

    Column(String heading, String attribute) {
        this.heading = heading;
        this.attribute = attribute;
    }

    /// @param option where it was named
    static Column named(String option, String word) throws InvalidQuery {
        return Arrays.stream(values())
                .filter(column -> column.word().equalsIgnoreCase(word.strip()))
                .findFirst()
                .orElseThrow(() -> new InvalidQuery(option, word, "one or more of " + NAMES));
    }

    /// As people write it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String heading() {
        return heading;
    }

    /// Empty where nothing is known.
    String of(PhotoSummary photo) {
        return switch (this) {
            case SIZE -> joined(photo, Attributes.UPRIGHT_WIDTH, "x", Attributes.UPRIGHT_HEIGHT);
            case POSITION -> joined(photo, Attributes.LATITUDE, ",", Attributes.LONGITUDE);
            default ->
                photo.text(attribute)
                        .or(() -> number(photo, attribute))
                        .or(() -> list(photo))
                        .orElse("");
        };
    }

    /// As a spreadsheet reads it.
    String cell(PhotoSummary photo) {
        return PhotoCsv.cell(
                attribute, photo.attributes().get(attribute) instanceof Collection<?> list ? list : of(photo));
    }

    /// As people read it in a table, where the state has its reason with it.
    String shown(PhotoSummary photo) {
        return this == STATE
                ? of(photo)
                        + photo.text(Attributes.REASON)
                                .map(reason -> "/" + reason)
                                .orElse("")
                : of(photo);
    }

    private static String joined(PhotoSummary photo, String one, String by, String other) {
        return number(photo, one)
                .flatMap(first -> number(photo, other).map(second -> first + by + second))
                .orElse("");
    }

    private static Optional<String> number(PhotoSummary photo, String name) {
        return photo.number(name)
                .map(value -> value == Math.rint(value) ? Long.toString(value.longValue()) : value.toString());
    }

    private Optional<String> list(PhotoSummary photo) {
        return photo.attributes().get(attribute) instanceof Collection<?> values
                ? Optional.of(values.stream().map(Object::toString).collect(Collectors.joining(", ")))
                : Optional.empty();
    }

    /// What photos are ordered by: a number, and where these are equal a text. The text is empty where nothing is
    /// known.
    record Rank(double number, String text) {}

    Rank rank(PhotoSummary photo) {
        double height = this == SIZE ? photo.number(Attributes.UPRIGHT_HEIGHT).orElse(1.0) : 1;
        return new Rank(height * photo.number(attribute).orElse(0.0), of(photo));
    }

    /// The least first, or the greatest; what is not known comes last either way.
    static Comparator<Rank> order(boolean isDescending) {
        Comparator<Rank> known = Comparator.comparingDouble(Rank::number).thenComparing(Rank::text);
        return Comparator.comparing((Rank rank) -> rank.text().isEmpty())
                .thenComparing(isDescending ? known.reversed() : known);
    }

    /// Whether an attribute is needed to show it.
    boolean shows(String name) {
        return name.equals(attribute)
                || switch (this) {
                    case STATE -> name.equals(Attributes.REASON);
                    case SIZE -> name.equals(Attributes.UPRIGHT_HEIGHT);
                    case POSITION -> name.equals(Attributes.LONGITUDE);
                    default -> false;
                };
    }
}
