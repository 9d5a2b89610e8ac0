package photos.local.fire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What was promised, what was counted, and whether it was kept: a table.
public final class Promises {
    private final List<Row> rows = new ArrayList<>();

    private record Row(String promise, String figure, List<String> broken) {
        String verdict() {
            return broken.isEmpty() ? "kept" : "BROKEN " + broken.size() + "x";
        }
    }

    /// @param broken a sentence for each time it was broken
    public void add(String promise, String figure, List<String> broken) {
        rows.add(new Row(promise, figure, List.copyOf(broken)));
    }

    /// A sentence for each time that any was broken.
    public List<String> broken() {
        return rows.stream()
                .flatMap(row -> row.broken().stream().map(how -> row.promise() + ": " + how))
                .toList();
    }

    /// As Markdown, and below it how each was broken.
    public String table() {
        return "| promise | figure | verdict |\n|---|---|---|\n"
                + rows.stream()
                        .map(row -> "| " + row.promise() + " | " + row.figure() + " | " + row.verdict() + " |")
                        .collect(Collectors.joining("\n"))
                + "\n"
                + broken().stream().map(how -> "\n- " + how).collect(Collectors.joining());
    }

    /// Prints the table and keeps it.
    ///
    /// @param heading a line above it
    public void tell(String heading, Path file) throws IOException {
        String text = heading + "\n\n" + table() + "\n";
        System.out.println("\n" + text);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
