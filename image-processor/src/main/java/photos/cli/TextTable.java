package photos.cli;

import java.util.ArrayList;
import java.util.List;

/// Rows of text under headings, each column as wide as its widest value. What is too long in the first column keeps its
/// end, as the end of a key tells more.
public final class TextTable {
    private static final int WIDEST = 60;

    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    public TextTable row(String... values) {
        rows.add(List.of(values));
        return this;
    }

    /// The table, each line ended.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String value = shown(row, column);
                line.append(value).append(" ".repeat(width(column) - width(value) + 2));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> width(shown(row, column))).max().orElse(0);
    }

    /// Columns on a terminal: wide for East Asian scripts and pictographs.
    private static int width(String value) {
        return value.codePoints().map(TextTable::columns).sum();
    }

    private static int columns(int codePoint) {
        boolean hangul = codePoint >= 0x1100 && codePoint <= 0x115F;
        boolean eastAsian = codePoint >= 0x2E80 && codePoint <= 0xFF60;
        boolean pictograph = codePoint >= 0x1F300;
        return hangul || eastAsian || pictograph ? 2 : 1;
    }

    /// Lets no control character reach the terminal.
    private static String shown(List<String> row, int column) {
        String plain = row.get(column).replaceAll("\\p{Cntrl}", "?");
        int points = plain.codePointCount(0, plain.length());
        return column > 0 || points <= WIDEST
                ? plain
                : "…" + plain.substring(plain.offsetByCodePoints(0, points - WIDEST + 1));
    }
}
