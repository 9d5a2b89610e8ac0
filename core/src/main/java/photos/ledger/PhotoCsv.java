package photos.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Rows as comma-separated values (RFC 4180); lists are joined by semicolons.
public final class PhotoCsv {
    /// The same for every page, so that pages can be put together.
    public static final List<String> COLUMNS = columns();

    /// Attributes with texts of which people choose at least a part; a spreadsheet must not take them for
    /// formulas.
    private static final Set<String> WRITTEN = Set.of(
            Attributes.OBJECT_KEY,
            Attributes.CAMERA,
            Attributes.LENS,
            Attributes.PLACE,
            Attributes.TITLE,
            Attributes.KEYWORDS,
            Attributes.MESSAGE);

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

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
                        .map(column -> cell(column, row.getOrDefault(column, "")))
                        .toList()))
                .collect(Collectors.joining());
    }

    /// A value of an attribute. What people wrote, who may mean ill, gets an apostrophe if a spreadsheet took it for a
    /// formula (OWASP, "CSV Injection"); numbers, offsets and positions keep their signs.
    public static String cell(String attribute, Object value) {
        String text = text(value);
        boolean isFormula = WRITTEN.contains(attribute) && !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
        return isFormula ? "'" + text : text;
    }

    /// One line of values, or the heading. Control characters, which a terminal would obey, are written as escapes such
    /// as `\u001b`.
    public static String line(List<String> values) {
        return values.stream().map(PhotoCsv::escaped).map(PhotoCsv::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String text(Object value) {
        return value instanceof Iterable<?> values
                ? StreamSupport.stream(values.spliterator(), false)
                        .map(Object::toString)
                        .collect(Collectors.joining(";"))
                : value.toString();
    }

    private static String escaped(String value) {
        return CONTROL.matcher(value)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    /// Some spreadsheets part values by semicolons.
    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == ';' || c == '"');
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
