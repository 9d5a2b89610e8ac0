package photos.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of text under headings, each column as wide as its widest value. What is too long in the first column keeps its
/// end, as the end of a key tells more; in the others it keeps its beginning.
public final class TextTable {
    private static final int WIDEST = 60;
    private static final int NARROWEST = 8;
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();
    private int[] widest;

    public TextTable(String... headings) {
        widest = new int[headings.length];
        row(headings);
    }

    public TextTable row(String... values) {
        rows.add(Arrays.stream(values).map(Shown::safe).toList());
        return this;
    }

    /// The table, each line ended, its first column cut to 60.
    public String text() {
        int[] widths = widths();
        widths[0] = Math.min(widths[0], WIDEST);
        return lines(widths);
    }

    /// The table with nothing cut.
    public String whole() {
        return lines(widths());
    }

    /// The table in so many columns of a terminal, the widest of its own narrowed until it fits.
    public String within(int columns) {
        int[] widths = widths();
        while (IntStream.of(widths).map(width -> width + GAP).sum() - GAP > columns) {
            int widest = IntStream.range(0, widths.length)
                    .reduce((one, other) -> widths[other] > widths[one] ? other : one)
                    .orElse(0);
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return lines(widths);
    }

    /// Leaves out the rows so far, as they were shown; what follows is at least as wide.
    void goOn() {
        widest = widths();
        rows.clear();
    }

    private int[] widths() {
        int[] widths = widest.clone();
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], Shown.width(row.get(column)));
            }
        }
        return widths;
    }

    private String lines(int[] widths) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String value = Shown.cut(row.get(column), widths[column], column == 0);
                line.append(value).append(" ".repeat(Math.max(0, widths[column] - Shown.width(value)) + GAP));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
