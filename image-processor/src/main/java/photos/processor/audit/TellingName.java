package photos.processor.audit;

import java.util.List;
import java.util.Locale;

/// What a name says that a value is.
final class TellingName {
    private static final List<String> OF_A_POSITION =
            List.of("latitude", "longitude", "altitude", "position", "location", "gps", "geo", "place");

    private static final List<String> OF_AN_OWNER = List.of("owner", "artist", "author", "creator", "copyright");

    private TellingName() {}

    /// @param otherwise what to call what the name does not tell
    static String kind(String name, String otherwise) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (OF_A_POSITION.stream().anyMatch(lower::contains)) {
            return "position";
        }
        if (lower.contains("serial")) {
            return "serial number";
        }
        return OF_AN_OWNER.stream().anyMatch(lower::contains) ? "owner's name" : otherwise;
    }
}
