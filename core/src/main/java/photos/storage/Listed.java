package photos.storage;

import java.time.Instant;

/// One line of a listing.
///
/// @param eTag without quotes
/// @param size in bytes
public record Listed(ObjectKey key, String eTag, long size, Instant lastModified) {}
