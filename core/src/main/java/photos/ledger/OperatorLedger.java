package photos.ledger;

import photos.storage.ObjectKey;

/// The ledger as the operator writes it.
public interface OperatorLedger extends Ledger {

    /// Once more. State `PENDING`, counters 0, fence + 1, if the item is rejected or degraded.
    ///
    /// @param seen the fence that was read
    boolean retry(ObjectKey key, long seen);
}
