package photos.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import photos.storage.ObjectKey;

/// The ledger with all that anybody may do to it, and what whoever compares all of it with the bucket needs besides.
/// What is read here is for finding out where to look, never for deciding: it may be a moment old.
///
/// As with [Ledger], every method throws [photos.outage.Unavailable] if the table does not answer.
public interface WholeLedger extends IngestLedger, RenderLedger, OperatorLedger, QueryLedger {
    /// Stands in for the generation of a tombstone whose photo was never known.
    String NO_GENERATION = "unknown";

    /// The items of many object keys; what has none is left out.
    Map<ObjectKey, LedgerItem> findAll(Collection<ObjectKey> keys);

    /// The keys of all photos that are not `DELETED`, in no order, fetched as they are asked for.
    Stream<ObjectKey> keys();

    /// The reconciler's: results of a photo that neither bucket nor ledger know are to be removed. A tombstone, if
    /// there is no item: state `DELETED`, fence 1; the same job then removes them as it does for any other deleted
    /// photo.
    ///
    /// @param expiresAt when the tombstone may go
    boolean entomb(ObjectKey key, Instant expiresAt);

    /// The photo that has been `PENDING` for longest.
    Optional<Waiting> longestPending();

    /// @param since when it was handed over
    record Waiting(ObjectKey key, Instant since) {}
}
