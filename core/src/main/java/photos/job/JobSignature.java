package photos.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import photos.digest.Digest;

/// The signature of a job: HMAC-SHA256 (RFC 2104) over method, path, timestamp and the body's SHA-256, a line each.
public final class JobSignature {
    /// Seconds since 1970 when the job was signed.
    public static final String TIMESTAMP_HEADER = "X-Photos-Timestamp";

    /// The signature, 64 hex digits.
    public static final String SIGNATURE_HEADER = "X-Photos-Signature";

    /// How far the clocks of both sides may differ, and so how long a signature holds.
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private JobSignature() {}

    /// Signs a request.
    ///
    /// @param timestamp seconds since 1970, as it is sent
    public static String sign(String key, String method, String path, String timestamp, byte[] body) {
        String signed = method + "\n" + path + "\n" + timestamp + "\n" + Digest.SHA_256.hex(body);
        return HexFormat.of().formatHex(hmac(key, signed.getBytes(UTF_8)));
    }

    /// Whether a request was signed with one of the keys, not too long ago. Takes the same time whatever is wrong
    /// with the signature.
    ///
    /// @param keys the current key and, while keys are being rotated, the previous one
    public static boolean verify(
            List<String> keys,
            String method,
            String path,
            String timestamp,
            byte[] body,
            String signature,
            Instant now) {
        boolean signed = false;
        for (String key : keys) {
            signed |= MessageDigest.isEqual(
                    sign(key, method, path, timestamp, body).getBytes(UTF_8), signature.getBytes(UTF_8));
        }
        boolean recent = isRecent(timestamp, now);
        return signed && recent;
    }

    private static boolean isRecent(String timestamp, Instant now) {
        if (!timestamp.matches("\\d{1,12}")) {
            return false;
        }
        Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        return apart.abs().compareTo(WINDOW) <= 0;
    }

    private static byte[] hmac(String key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
