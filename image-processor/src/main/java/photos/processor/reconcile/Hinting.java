package photos.processor.reconcile;

import java.time.Clock;
import java.util.List;
import photos.ledger.Ledger;
import photos.ledger.WholeLedger;
import photos.queue.HintQueue;
import photos.storage.ObjectKey;

/// Hints at photos that differ.
public final class Hinting {
    private final WholeLedger ledger;
    private final HintQueue queue;
    private final Clock clock;

    public Hinting(WholeLedger ledger, HintQueue queue, Clock clock) {
        this.ledger = ledger;
        this.queue = queue;
        this.clock = clock;
    }

    /// @param isUnknown whether neither bucket nor ledger know it
    public record Wanted(ObjectKey key, boolean isUnknown) {
        public static Wanted of(Finding finding) {
            return new Wanted(finding.key(), finding.isUnknown());
        }
    }

    /// The Lambda makes no job of a key that neither bucket nor ledger has, so such a key gets a tombstone first.
    public void send(List<Wanted> all) {
        for (Wanted wanted : all) {
            if (wanted.isUnknown()) {
                var _ = ledger.entomb(wanted.key(), clock.instant().plus(Ledger.TOMBSTONE_LIFE));
            }
        }
        queue.sendAll(all.stream().map(Wanted::key).toList());
    }
}
