package photos.ledger;

import photos.storage.Generation;
import photos.storage.ObjectKey;

/// The generation and fence that a render was started for; its writes succeed only while the item has both.
///
/// @param fence grows with every write of the Lambda, every fresh start of a render, and before leftovers are removed
public record Claim(ObjectKey key, Generation generation, long fence) {}
