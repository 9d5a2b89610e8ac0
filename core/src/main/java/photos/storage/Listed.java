package photos.storage;

import java.time.Instant;

/// One line of a listing.
///
/// @param eTag without quotes
/// @param size in bytes
/// @param mayBeArchived whether it is of a storage class whose objects can be out of reach; which of them are, only
/// HEAD
///     tells
public record Listed(ObjectKey key, String eTag, long size, Instant lastModified, boolean mayBeArchived) {}
