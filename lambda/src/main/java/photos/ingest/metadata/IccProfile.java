package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// An ICC profile's description (ICC.1:2022, 7.3 and 9.2.41): a text in version 2, one a language from version 4 on.
final class IccProfile {
    private static final int HEADER = 128;
    private static final int MAX_TAGS = 200;
    private static final int DESCRIPTION = 0x64657363; // desc, the tag's name and its type in version 2
    private static final int LOCALISED = 0x6D6C7563; // mluc

    private IccProfile() {}

    static Optional<String> description(byte[] bytes) throws IOException {
        ByteBuffer profile = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER + 4) {
            throw new IOException("it has only " + bytes.length + " bytes");
        }
        int tags = Math.min(profile.getInt(HEADER), MAX_TAGS);
        for (int i = 0; i < tags; i++) {
            int entry = HEADER + 4 + 12 * i;
            if (profile.getInt(entry) == DESCRIPTION) {
                return text(profile, profile.getInt(entry + 4)).flatMap(Texts::cleaned);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(ByteBuffer profile, int at) throws IOException {
        if (at < 0 || at > profile.limit() - 16) {
            throw new IOException("its description lies outside");
        }
        return switch (profile.getInt(at)) {
            case DESCRIPTION -> Optional.of(untilZero(Texts.decoded(bytes(profile, at + 12, profile.getInt(at + 8)))));
            case LOCALISED ->
                Optional.of(
                        new String(bytes(profile, at + profile.getInt(at + 24), profile.getInt(at + 20)), UTF_16BE));
            default -> Optional.empty();
        };
    }

    private static byte[] bytes(ByteBuffer profile, int at, int length) throws IOException {
        if (at < 0 || length < 0 || length > profile.limit() - at) {
            throw new IOException("its description lies outside");
        }
        byte[] bytes = new byte[length];
        profile.get(at, bytes);
        return bytes;
    }

    private static String untilZero(String text) {
        int zero = text.indexOf('\0');
        return zero < 0 ? text : text.substring(0, zero);
    }
}
