package photos.ledger;

import photos.storage.Generation;
import photos.storage.ObjectKey;

/// What a writer of the image processor believes; its writes happen only while the item still says so.
///
/// @param fence grows with every write of the Lambda, every fresh start of a render, and before leftovers are removed
public record Claim(ObjectKey key, Generation generation, long fence) {}
