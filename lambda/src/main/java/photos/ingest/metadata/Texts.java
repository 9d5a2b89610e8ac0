package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Pattern;

/// How bytes and raw texts of files become texts for people.
final class Texts {
    /// Longest text of a field, in characters.
    static final int MOST_CHARACTERS = 2_000;

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern WHITE_SPACE = Pattern.compile("[ \t\r\n\f]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cs}\uFFFE\uFFFF]");

    private Texts() {}

    /// EXIF and IPTC mostly do not say how their texts are written: what is valid UTF-8 is UTF-8, which also covers
    /// ASCII; all else is taken for Western European.
    static String decoded(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, WINDOWS_1252);
        }
    }

    /// A field's text: without control characters, each run of white space one space; empty if nothing is left.
    static Optional<String> cleaned(String text) {
        return cleaned(text, MOST_CHARACTERS);
    }

    static Optional<String> cleaned(String text, int mostCharacters) {
        String spaced = WHITE_SPACE.matcher(shortened(text, mostCharacters * 4)).replaceAll(" ");
        String clean = CONTROL.matcher(spaced).replaceAll("").strip();
        return Optional.of(shortened(clean, mostCharacters).strip()).filter(t -> !t.isEmpty());
    }

    /// Never cuts a character in two.
    private static String shortened(String text, int mostCharacters) {
        if (text.length() <= mostCharacters) {
            return text;
        }
        boolean inPair = Character.isHighSurrogate(text.charAt(mostCharacters - 1));
        return text.substring(0, inPair ? mostCharacters - 1 : mostCharacters);
    }
}
