package photos.storage;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What is written to the bucket.
///
/// @param body the bytes
/// @param mediaType its `Content-Type`
/// @param cacheControl its `Cache-Control`
/// @param userMetadata names (lower case) and values of `x-amz-meta-`
public record Content(Body body, String mediaType, Optional<String> cacheControl, Map<String, String> userMetadata) {

    /// Where the bytes are.
    public sealed interface Body {
        /// In UTF-8.
        record Text(String text) implements Body {}

        record InFile(Path file) implements Body {}
    }

    public Content {
        userMetadata = Map.copyOf(userMetadata);
    }
}
