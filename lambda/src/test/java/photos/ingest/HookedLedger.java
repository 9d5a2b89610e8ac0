package photos.ingest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import photos.ledger.IngestLedger;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.storage.ObjectKey;

/// The ledger as the Lambda reaches it, to which tests let something happen just before it is written.
final class HookedLedger implements IngestLedger {
    private final IngestLedger real;
    private Runnable onWrite = () -> {};
    private int writes;

    HookedLedger(IngestLedger real) {
        this.real = real;
    }

    /// The Lambda's writes that changed something.
    int writes() {
        return writes;
    }

    /// Before every write whose condition is checked.
    void onWrite(Runnable meanwhile) {
        onWrite = meanwhile;
    }

    void onNextWrite(Runnable meanwhile) {
        onWrite = () -> {
            onWrite = () -> {};
            meanwhile.run();
        };
    }

    @Override
    public Optional<LedgerItem> find(ObjectKey key) {
        return real.find(key);
    }

    @Override
    public Optional<Map<String, Object>> attributes(ObjectKey key) {
        return real.attributes(key);
    }

    @Override
    public boolean handOver(ObjectKey key, Optional<Long> seen, Original original, PhotoMetadata metadata) {
        onWrite.run();
        return counted(real.handOver(key, seen, original, metadata));
    }

    @Override
    public boolean bury(ObjectKey key, long seen, Instant expiresAt) {
        onWrite.run();
        return counted(real.bury(key, seen, expiresAt));
    }

    private boolean counted(boolean written) {
        writes += written ? 1 : 0;
        return written;
    }
}
