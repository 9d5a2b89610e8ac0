package photos.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import photos.json.Json;
import photos.ledger.PhotoCsv;
import photos.ledger.PhotoSummary;

/// How an answer is printed. What is no row goes to standard error, if rows are for another program.
sealed interface PhotoRows {
    void add(List<PhotoSummary> photos);

    /// Whether an attribute is needed to print a row.
    boolean shows(String attribute);

    /// @param further what to ask for to see further photos, if there are any
    void end(Optional<String> further);

    /// How many there are.
    final class Counted implements PhotoRows {
        private final PrintStream out;
        private long count;

        Counted(PrintStream out) {
            this.out = out;
        }

        @Override
        public void add(List<PhotoSummary> photos) {
            count += photos.size();
        }

        @Override
        public boolean shows(String attribute) {
            return false;
        }

        @Override
        public void end(Optional<String> further) {
            out.println(count);
        }
    }

    /// One object a line.
    final class JsonLines implements PhotoRows {
        private final PrintStream out;

        JsonLines(PrintStream out) {
            this.out = out;
        }

        @Override
        public void add(List<PhotoSummary> photos) {
            // An escape of JSON's own, should it be read on a terminal.
            photos.forEach(photo -> out.println(Shown.safe(Json.write(photo.attributes()))));
        }

        @Override
        public boolean shows(String attribute) {
            return true;
        }

        @Override
        public void end(Optional<String> further) {
            sayMore(further);
        }
    }

    /// All attributes of a row, or some columns.
    final class Csv implements PhotoRows {
        private final PrintStream out;
        private final Optional<List<Column>> columns;

        Csv(PrintStream out, Optional<List<Column>> columns) {
            this.out = out;
            this.columns = columns;
            out.print(PhotoCsv.line(
                    columns.map(some -> some.stream().map(Column::word).toList())
                            .orElse(PhotoCsv.COLUMNS)));
        }

        @Override
        public void add(List<PhotoSummary> photos) {
            out.print(columns.map(some -> chosen(some, photos))
                    .orElseGet(() -> PhotoCsv.lines(
                            PhotoCsv.COLUMNS,
                            photos.stream().map(PhotoSummary::attributes).toList())));
        }

        private static String chosen(List<Column> columns, List<PhotoSummary> photos) {
            StringBuilder lines = new StringBuilder();
            photos.forEach(photo -> lines.append(PhotoCsv.line(
                    columns.stream().map(column -> column.cell(photo)).toList())));
            return lines.toString();
        }

        @Override
        public boolean shows(String attribute) {
            return columns.map(some -> some.stream().anyMatch(column -> column.shows(attribute)))
                    .orElse(PhotoCsv.COLUMNS.contains(attribute));
        }

        @Override
        public void end(Optional<String> further) {
            sayMore(further);
        }
    }

    /// For people. Rows are printed by the thousand, and columns widen where a later thousand needs it.
    final class Table implements PhotoRows {
        private static final int AT_ONCE = 1000;

        private final PrintStream out;
        private final List<Column> columns;
        private final OptionalInt width;
        private final String hint;
        private final TextTable table;
        private long count;
        private long printed;

        /// @param width of the terminal
        /// @param hint is given if there are no rows
        Table(PrintStream out, List<Column> columns, OptionalInt width, String hint) {
            this.out = out;
            this.columns = columns;
            this.width = width;
            this.hint = hint;
            this.table = new TextTable(columns.stream().map(Column::heading).toArray(String[]::new));
        }

        @Override
        public void add(List<PhotoSummary> photos) {
            for (PhotoSummary photo : photos) {
                table.row(columns.stream().map(column -> column.shown(photo)).toArray(String[]::new));
                count++;
                if (count - printed == AT_ONCE) {
                    print();
                }
            }
        }

        private void print() {
            out.print(width.isPresent() ? table.within(width.getAsInt()) : table.whole());
            table.goOn();
            printed = count;
        }

        @Override
        public boolean shows(String attribute) {
            return columns.stream().anyMatch(column -> column.shows(attribute));
        }

        @Override
        public void end(Optional<String> further) {
            if (count == 0 && further.isEmpty()) {
                out.println("No photos match. " + hint);
                return;
            }
            print();
            out.println(count
                    + (count == 1 ? " photo" : " photos")
                    + further.map(asked -> " and more: " + asked).orElse(""));
        }
    }

    private static void sayMore(Optional<String> further) {
        further.ifPresent(asked -> System.err.println("photos: there are more: " + asked));
    }
}
