package photos.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;

/// The full key of an object in the bucket, decoded, at most 1,024 bytes of UTF-8 (S3 User Guide, "Naming Amazon S3
/// objects"). A key is data and never the name of a file.
public record ObjectKey(String value) implements Comparable<ObjectKey> {
    /// Originals lie under this prefix; nothing else triggers anything.
    public static final String UPLOADS = "uploads/";

    /// Everything the image processor writes lies under this prefix.
    public static final String RESULTS = "results/";

    /// The longest key that S3 takes, in bytes of UTF-8.
    public static final int MAX_BYTES = 1024;

    public ObjectKey {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an object key has at least one character, was empty");
        }
        int bytes = value.getBytes(UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "an object key has at most " + MAX_BYTES + " bytes of UTF-8, had " + bytes);
        }
    }

    /// Whether this may be an original: under `uploads/`, and no folder marker (a key that ends in `/`).
    public boolean isOriginal() {
        return value.startsWith(UPLOADS) && value.length() > UPLOADS.length() && !value.endsWith("/");
    }

    /// The part after `uploads/` of an original's key.
    ///
    /// @throws IllegalStateException if this is no original's key
    public String path() {
        if (!isOriginal()) {
            throw new IllegalStateException("not the key of an original: " + value);
        }
        return value.substring(UPLOADS.length());
    }

    /// What all results of this original begin with: `results/<path>/`.
    public String resultsPrefix() {
        return RESULTS + path() + "/";
    }

    @Override
    public int compareTo(ObjectKey other) {
        return Comparator.<String>naturalOrder().compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
