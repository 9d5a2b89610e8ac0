package photos.processor.reconcile;

import java.util.Optional;
import java.util.function.Consumer;
import photos.ledger.LedgerItem;
import photos.ledger.OperatorLedger;
import photos.storage.ObjectKey;

/// Has a photo that was rejected or degraded rendered once more.
///
/// @param hint sends a hint at an object key to the queue
public record Retry(OperatorLedger ledger, Consumer<ObjectKey> hint) {
    private static final int ROUNDS = 3;

    /// The hint goes whatever becomes of the write: one whose answer was lost may have taken place, and says so
    /// neither by an error nor when it is sent again. A hint too many finds nothing to do.
    ///
    /// @return whether it waits now to be rendered
    /// @throws photos.outage.Unavailable if ledger or queue do not answer; without its hint the photo stays
    ///     pending until the reconciler finds it
    public boolean again(ObjectKey key) {
        Optional<LedgerItem> item = ledger.find(key);
        if (item.isEmpty()) {
            return false;
        }
        try {
            return putBack(key, item);
        } finally {
            hint.accept(key);
        }
    }

    /// Tries again if another writer was faster.
    private boolean putBack(ObjectKey key, Optional<LedgerItem> seen) {
        Optional<LedgerItem> item = seen;
        for (int round = 0; round < ROUNDS && item.isPresent(); round++) {
            switch (item.get().state()) {
                case PENDING -> {
                    return true;
                }
                case READY, DELETED -> {
                    return false;
                }
                case REJECTED, DEGRADED -> {
                    if (ledger.retry(key, item.get().fence())) {
                        return true;
                    }
                }
            }
            item = ledger.find(key);
        }
        return false;
    }
}
