package photos.cli;

/// Texts on a terminal: how wide they are, and what may be shown of them.
final class Shown {
    private Shown() {}

    /// Nothing that moves the cursor, changes a colour or the direction of writing reaches the terminal: it is written
    /// as an escape such as `\u001b`.
    static String safe(String text) {
        if (text.codePoints().noneMatch(Shown::isUnsafe)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isUnsafe(point)) {
                safe.append("\\u%04x".formatted(point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    private static boolean isUnsafe(int point) {
        boolean turnsText = (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069)
                || point == 0x200E
                || point == 0x200F
                || point == 0x061C;
        return turnsText
                || switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> true;
                    default -> false;
                };
    }

    /// In columns of a terminal.
    static int width(String text) {
        return text.codePoints().map(Shown::width).sum();
    }

    /// Two for East Asian scripts and pictographs, none for marks on the letter before and for joiners.
    private static int width(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    /// The ranges that Unicode's EastAsianWidth.txt gives as wide, the gaps within them left out.
    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0x303E)
                || (point >= 0x3041 && point <= 0xA4CF)
                || (point >= 0xA960 && point <= 0xA97C)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0xFFE0 && point <= 0xFFE6)
                || (point >= 0x1F300 && point <= 0x1F64F)
                || (point >= 0x1F680 && point <= 0x1FAFF)
                || (point >= 0x20000 && point <= 0x3FFFD);
    }

    /// At most so wide; what is cut off is told by an ellipsis.
    static String cut(String text, int columns, boolean keepsEnd) {
        if (width(text) <= columns) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        int room = columns - 1;
        int kept = 0;
        while (kept < points.length && room >= width(at(points, kept, keepsEnd))) {
            room -= width(at(points, kept, keepsEnd));
            kept++;
        }
        return keepsEnd ? "…" + new String(points, points.length - kept, kept) : new String(points, 0, kept) + "…";
    }

    private static int at(int[] points, int position, boolean fromTheEnd) {
        return points[fromTheEnd ? points.length - 1 - position : position];
    }
}
