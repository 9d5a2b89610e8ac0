package photos.ledger;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Rows as comma-separated values (RFC 4180), with a heading; lists are joined by spaces.
public final class PhotoCsv {
    private PhotoCsv() {}

    /// The rows under a heading of all attributes that any of them has, but for the list of variants.
    public static String write(List<Map<String, Object>> rows) {
        TreeSet<String> columns = new TreeSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        columns.remove("variants");
        StringBuilder csv = new StringBuilder(line(List.copyOf(columns)));
        for (Map<String, Object> row : rows) {
            csv.append(line(columns.stream()
                    .map(column -> text(row.getOrDefault(column, "")))
                    .toList()));
        }
        return csv.toString();
    }

    private static String line(List<String> values) {
        return values.stream().map(PhotoCsv::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String text(Object value) {
        return value instanceof Iterable<?> values
                ? String.join(
                        " ",
                        StreamSupport.stream(values.spliterator(), false)
                                .map(Object::toString)
                                .toList())
                : value.toString();
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
