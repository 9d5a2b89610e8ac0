package photos.storage;

import java.time.Instant;

/// What a HEAD request tells of an object.
///
/// @param eTag without quotes
/// @param size in bytes
/// @param lastModified when S3 took it
/// @param readable whether its bytes can be had at once: neither archived nor encrypted with a customer's key
public record ObjectHead(
        ObjectKey key, Generation generation, String eTag, long size, Instant lastModified, boolean readable) {}
