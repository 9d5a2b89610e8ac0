package photos.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Rows as comma-separated values (RFC 4180); lists are joined by semicolons.
public final class PhotoCsv {
    /// The same for every page, so that pages can be put together.
    public static final List<String> COLUMNS = columns();

    private PhotoCsv() {}

    /// All that a row has but what is no text: the list of variants and the placeholder. When a photo changed last is
    /// known where it was asked for by its state alone.
    private static List<String> columns() {
        List<String> columns = new ArrayList<>(Attributes.OF_A_ROW);
        columns.removeAll(List.of(Attributes.VARIANTS, Attributes.THUMBHASH));
        columns.add(Attributes.UPDATED_AT);
        return List.copyOf(columns);
    }

    /// Lines of these attributes, empty where a row has none.
    public static String lines(List<String> columns, List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> line(columns.stream()
                        .map(column -> text(row.getOrDefault(column, "")))
                        .toList()))
                .collect(Collectors.joining());
    }

    /// One line of values, or the heading.
    public static String line(List<String> values) {
        return values.stream().map(PhotoCsv::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String text(Object value) {
        return value instanceof Iterable<?> values
                ? StreamSupport.stream(values.spliterator(), false)
                        .map(Object::toString)
                        .collect(Collectors.joining(";"))
                : value.toString();
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
