package photos.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import photos.storage.ObjectKey;

/// What the pipeline remembers of every photo. Every read of an item is consistent, every write conditional: a
/// write whose condition no longer holds changes nothing and returns `false`.
///
/// Every method throws [photos.outage.Unavailable] if the table does not answer. Implementations are safe for many
/// threads.
public interface Ledger {

    /// The item of an object key, read consistently.
    Optional<LedgerItem> find(ObjectKey key);

    /// All attributes of an item, by their names in the ledger; read consistently.
    Optional<Map<String, Object>> attributes(ObjectKey key);

    /// The Lambda's: a photo to be rendered. Sets what is known, removes what an earlier generation left of the
    /// Lambda's attributes, state `PENDING`, fence + 1. Metadata that the table refuses is as good as none.
    ///
    /// @param seen the fence that was read; absent if there was no item
    boolean handOver(ObjectKey key, Optional<Long> seen, Original original, PhotoMetadata metadata);

    /// The Lambda's: the original is gone. State `DELETED`, fence + 1; keeps key, generation and expiry only.
    ///
    /// @param seen the fence that was read
    /// @param expiresAt when the tombstone may go
    boolean bury(ObjectKey key, long seen, Instant expiresAt);

    /// The image processor's: starts afresh on a rendered item whose variants are not as wanted, or shuts out renders
    /// that began before, whose variants are about to be removed. Fence + 1.
    ///
    /// @return the claim with the new fence, or nothing if the item has moved on
    Optional<Claim> advance(Claim claim);

    /// The image processor's: the decoder is about to be entered. Attempts + 1.
    boolean beginAttempt(Claim claim);

    /// The image processor's: the decoder has answered, well or badly. Attempts - 1, if there is one.
    boolean endAttempt(Claim claim);

    /// The image processor's: a worker process died over this original, and its parent saw it. Worker deaths + 1; once,
    /// even if the request is sent twice, as clients do whose answer was lost.
    ///
    /// @param before how many deaths the ledger knew
    boolean recordWorkerDeath(Claim claim, int before);

    /// The image processor's: publishes or rejects.
    boolean commit(Claim claim, Rendering rendering);

    /// The operator's: once more. State `PENDING`, counters 0, fence + 1, if the item is rejected or degraded.
    boolean retry(ObjectKey key, long seen);

    /// A page of what matches, newest first.
    ///
    /// @throws InvalidQuery if the page token is not one of this query's
    Page search(PhotoQuery query) throws InvalidQuery;

    /// How many items there are in each state, rejected and degraded ones by reason.
    Map<StateCount, Long> count();

    /// @param reason of `REJECTED` and `DEGRADED`
    record StateCount(State state, Optional<Reason> reason) {}
}
