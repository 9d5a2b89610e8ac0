package photos.processor.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The MD5 of a text in UTF-8, as 32 hex digits: what S3 has as the ETag of an object that was uploaded in one piece
/// and is encrypted with S3's own keys or not at all (S3 API Reference, "Object").
final class Md5 {
    private Md5() {}

    static String of(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
