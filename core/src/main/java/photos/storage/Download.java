package photos.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// An object being read; to be closed.
///
/// @param size in bytes
/// @param mediaType its `Content-Type`
/// @param eTag without quotes
public record Download(
        InputStream body, long size, Optional<String> mediaType, Optional<String> cacheControl, String eTag)
        implements AutoCloseable {
    @Override
    public void close() throws IOException {
        body.close();
    }
}
