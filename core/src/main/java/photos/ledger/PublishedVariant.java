package photos.ledger;

import photos.image.Dimensions;
import photos.storage.ObjectKey;

/// A variant that is published. A preset of several formats has one in each.
///
/// @param name of its preset
/// @param definition of its preset, so that a changed preset is noticed
/// @param bytes its size
/// @param mediaType such as `image/jpeg`; tells the variants of one preset apart
/// @param sha256 of its bytes, 64 hex digits
public record PublishedVariant(
        String name,
        String definition,
        ObjectKey key,
        Dimensions dimensions,
        long bytes,
        String mediaType,
        String sha256) {}
