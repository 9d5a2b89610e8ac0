package photos.ledger;

import java.time.Instant;
import java.util.Optional;
import photos.storage.ObjectKey;

/// The ledger as the Lambda writes it: what there is of originals.
public interface IngestLedger extends Ledger {

    /// A photo to be rendered. Sets what is known, removes what an earlier generation left of the Lambda's attributes,
    /// state `PENDING`, fence + 1. Metadata that the table refuses is as good as none.
    ///
    /// @param seen the fence that was read; absent if there was no item
    boolean handOver(ObjectKey key, Optional<Long> seen, Original original, PhotoMetadata metadata);

    /// The original is gone. State `DELETED`, fence + 1; keeps key, generation and expiry only.
    ///
    /// @param seen the fence that was read
    /// @param expiresAt when the tombstone may go
    boolean bury(ObjectKey key, long seen, Instant expiresAt);
}
