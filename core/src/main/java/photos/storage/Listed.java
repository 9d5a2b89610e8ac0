package photos.storage;

import java.time.Instant;

/// One line of a listing.
///
/// @param eTag without quotes
/// @param size in bytes
/// @param mayBeArchived whether objects of its storage class can be out of reach; which of them are, HEAD tells
public record Listed(ObjectKey key, String eTag, long size, Instant lastModified, boolean mayBeArchived) {}
