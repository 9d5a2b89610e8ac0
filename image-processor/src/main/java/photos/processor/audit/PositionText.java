package photos.processor.audit;

import java.util.regex.Pattern;

/// Whether a text tells a position.
final class PositionText {
    /// Two numbers with decimals, as degrees are written.
    private static final Pattern DEGREES = Pattern.compile("\\d{1,3}\\.\\d{2,}\\D{1,6}\\d{1,3}\\.\\d{2,}");

    private PositionText() {}

    static boolean isIn(String text) {
        return DEGREES.matcher(text).find();
    }
}
