package photos.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/// An object being read; to be closed.
///
/// @param size in bytes
/// @param mediaType its `Content-Type`
/// @param cacheControl its `Cache-Control`
/// @param userMetadata names (lower case) and values of `x-amz-meta-`
/// @param otherHeaders other headers that whoever put the object may have set, by name
/// @param eTag without quotes
public record Download(
        InputStream body,
        long size,
        Optional<String> mediaType,
        Optional<String> cacheControl,
        Map<String, String> userMetadata,
        Map<String, String> otherHeaders,
        String eTag)
        implements AutoCloseable {
    public Download {
        userMetadata = Map.copyOf(userMetadata);
        otherHeaders = Map.copyOf(otherHeaders);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
