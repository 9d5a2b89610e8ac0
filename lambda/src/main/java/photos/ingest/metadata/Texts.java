package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How bytes and raw texts of files become texts for people.
final class Texts {
    /// Longest text of a field, in characters.
    static final int MAX_CHARACTERS = 2_000;

    private static final Charset JIS = Charset.forName("ISO-2022-JP");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern WHITE_SPACE = Pattern.compile("[ \t\r\n\f\\u0085\\u2028\\u2029]+");

    /// Also what turns the direction of a text (Unicode Standard Annex 9, 2.1 to 2.5): with it a text, and what
    /// stands behind it, shows in another order than it has. Marks of one direction and joiners stay, which
    /// languages and emoji need.
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\p{Cs}\uFEFF\uFFFE\uFFFF\\u202A-\\u202E\\u2066-\\u2069]");

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

    /// The first of several texts, each of which ends with a NUL or with the bytes.
    static List<String> ended(byte[] bytes, int most) {
        List<String> texts = new ArrayList<>();
        int start = 0;
        while (start < bytes.length && texts.size() < most) {
            int end = start;
            while (end < bytes.length && bytes[end] != 0) {
                end++;
            }
            texts.add(decoded(Arrays.copyOfRange(bytes, start, end)));
            start = end + 1;
        }
        return texts;
    }

    /// Windows' own tags are UTF-16, least byte first.
    static String ofWindows(byte[] bytes) {
        return new String(bytes, UTF_16LE);
    }

    /// EXIF's UserComment: eight bytes that name its encoding, then the text (EXIF 2.32, tag 0x9286). The order of the
    /// bytes in UTF-16 is nowhere said and differs between writers: in most languages the zeros tell.
    static String ofUserComment(byte[] bytes) {
        int start = Math.min(8, bytes.length);
        String encoding = new String(bytes, 0, start, ISO_8859_1);
        byte[] text = Arrays.copyOfRange(bytes, start, bytes.length);
        if (encoding.startsWith("UNICODE")) {
            return new String(text, bigEndian(text) ? UTF_16BE : UTF_16LE);
        }
        return encoding.startsWith("JIS") ? new String(text, JIS) : decoded(text);
    }

    private static boolean bigEndian(byte[] utf16) {
        int balance = 0;
        for (int i = 0; i + 1 < utf16.length; i += 2) {
            balance += (utf16[i] == 0 ? 1 : 0) - (utf16[i + 1] == 0 ? 1 : 0);
        }
        boolean marked = utf16.length >= 2 && (utf16[0] & 0xFF) == 0xFE && (utf16[1] & 0xFF) == 0xFF;
        return marked || balance > 0;
    }

    /// A field's text: without control characters, each run of white space one space; empty if nothing is left.
    static Optional<String> cleaned(String text) {
        return cleaned(text, MAX_CHARACTERS);
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
