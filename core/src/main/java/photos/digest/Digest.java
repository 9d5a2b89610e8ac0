package photos.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// An algorithm that makes a digest of bytes. Every Java platform has both (`MessageDigest`).
public enum Digest {
    /// S3's ETag of an object that was uploaded in one piece and is encrypted with S3's own keys or not at all (S3 API
    /// Reference, "Object"). Good for telling whether bytes are the same, never against an attacker.
    MD5("MD5"),
    SHA_256("SHA-256");

    private final String algorithm;

    Digest(String algorithm) {
        this.algorithm = algorithm;
    }

    public byte[] of(byte[] bytes) {
        return start().digest(bytes);
    }

    /// @return two hexadecimal digits a byte
    public String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /// @param text of which the digest is taken in UTF-8
    public String hex(String text) {
        return hex(text.getBytes(UTF_8));
    }

    /// Reads the file once, a piece at a time.
    ///
    /// @throws IOException if it cannot be read
    public String hex(Path file) throws IOException {
        MessageDigest digest = start();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private MessageDigest start() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
