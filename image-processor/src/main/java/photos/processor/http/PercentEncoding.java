package photos.processor.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// RFC 3986, section 2.1, strictly: what is not percent-encoded UTF-8 is refused, since a guess could name another
/// photo.
final class PercentEncoding {
    private PercentEncoding() {}

    /// @param raw a plus is a plus
    /// @throws IllegalArgumentException if a % is not followed by two hex digits, or what comes out is no UTF-8
    static String decode(String raw) {
        byte[] in = raw.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(in[i]);
            } else if (i + 2 < in.length
                    && Character.digit(in[i + 1], 16) >= 0
                    && Character.digit(in[i + 2], 16) >= 0) {
                out.write(Character.digit(in[i + 1], 16) * 16 + Character.digit(in[i + 2], 16));
                i += 2;
            } else {
                throw new IllegalArgumentException("a % must be followed by two hex digits");
            }
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(out.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("what is percent-encoded must be UTF-8", e);
        }
    }
}
