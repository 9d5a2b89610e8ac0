package photos.storage;

import java.time.Instant;
import java.util.Optional;

/// Which upload of an object key is meant: the S3 version id where the bucket is versioned, else ETag, time of the
/// last change and size together.
public sealed interface Generation {

    /// An upload into a versioned bucket.
    record Version(String versionId) implements Generation {
        public Version {
            if (versionId.isEmpty() || versionId.indexOf(' ') >= 0 || versionId.equals("null")) {
                throw new IllegalArgumentException("not the id of a version: \"" + versionId + "\"");
            }
        }

        @Override
        public String text() {
            return versionId;
        }
    }

    /// An upload into a bucket without versions.
    ///
    /// @param eTag without quotes
    /// @param size in bytes
    record Content(String eTag, Instant lastModified, long size) implements Generation {
        @Override
        public String text() {
            return eTag + " " + lastModified + " " + size;
        }
    }

    /// As the ledger keeps it.
    String text();

    /// The reverse of [#text()].
    ///
    /// @throws IllegalArgumentException if the text is none of a generation
    static Generation parse(String text) {
        String[] parts = text.split(" ", -1);
        return switch (parts.length) {
            case 1 -> new Version(text);
            case 3 -> new Content(parts[0], Instant.parse(parts[1]), Long.parseLong(parts[2]));
            default -> throw new IllegalArgumentException("not a generation: \"" + text + "\"");
        };
    }

    /// @param versionId what S3 says of the version; S3's `null` counts as none
    static Generation of(Optional<String> versionId, String eTag, Instant lastModified, long size) {
        return versionId
                .filter(id -> !id.equals("null"))
                .<Generation>map(Version::new)
                .orElseGet(() -> new Content(eTag, lastModified, size));
    }
}
