package photos.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import photos.storage.ObjectKey;

/// The memory of the pipeline, an item for each photo. Everybody may read items; who may write what is told by
/// [IngestLedger], [RenderLedger] and [OperatorLedger].
///
/// Every read of an item is consistent, every write conditional: a write whose belief no longer holds changes nothing
/// and says `false`. Every method throws [photos.outage.Unavailable] if the table does not answer. Implementations are
/// safe for many threads.
public interface Ledger {
    /// How long the item of a deleted photo stays.
    Duration TOMBSTONE_LIFE = Duration.ofDays(30);

    /// The item of an object key, read consistently.
    Optional<LedgerItem> find(ObjectKey key);

    /// All attributes of an item, by their names in the ledger; read consistently.
    Optional<Map<String, Object>> attributes(ObjectKey key);
}
