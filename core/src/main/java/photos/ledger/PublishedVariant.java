package photos.ledger;

import photos.image.Dimensions;
import photos.storage.ObjectKey;

/// A variant that is published.
///
/// @param name of its preset
/// @param definition of its preset, so that a changed preset is noticed
/// @param bytes its size
/// @param mediaType such as `image/jpeg`
/// @param sha256 of its bytes, 64 hex digits
public record PublishedVariant(
        String name,
        String definition,
        ObjectKey key,
        Dimensions dimensions,
        long bytes,
        String mediaType,
        String sha256) {}
