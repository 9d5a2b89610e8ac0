package photos.processor.results;

import java.util.List;
import java.util.Optional;
import photos.ledger.Claim;
import photos.ledger.LedgerItem;
import photos.ledger.RenderLedger;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.storage.Listed;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;

/// Brings `results/` into agreement with the ledger: first the manifest, then what is left over.
final class Settlement {
    /// How often to begin again before the hint goes back to the queue: somebody else writes all the time, or the
    /// bucket answers what cannot be.
    private static final int ROUNDS = 8;

    private final ObjectStore store;
    private final RenderLedger ledger;
    private final Leftovers leftovers;

    Settlement(ObjectStore store, RenderLedger ledger, Leftovers leftovers) {
        this.store = store;
        this.ledger = ledger;
        this.leftovers = leftovers;
    }

    boolean settle(ObjectKey key) {
        if (!Manifest.fits(key)) {
            return false;
        }
        for (int round = 0; round < ROUNDS; round++) {
            Optional<LedgerItem> shown = writeManifest(key);
            if (shown.isEmpty()) {
                return false; // whoever ends this render settles
            }
            switch (sweep(shown.get())) {
                case NOTHING_LEFT -> {
                    return false;
                }
                case LEFT_FOR_A_WHILE -> {
                    return true;
                }
                case MOVED -> {}
            }
        }
        throw new Unavailable(key + " changed " + ROUNDS + " times while its results were tidied up");
    }

    /// The manifest's ETag is read before the ledger, so that a manifest written meanwhile from a newer item makes
    /// the write fail; the ledger is read again after the write, so that a photo deleted meanwhile leaves none.
    ///
    /// @return the item that the manifest agrees with; nothing where there is none, or a render is under way
    private Optional<LedgerItem> writeManifest(ObjectKey key) {
        ObjectKey manifest = Manifest.keyOf(key);
        for (int round = 0; round < ROUNDS; round++) {
            var current = store.read(manifest);
            Optional<LedgerItem> item = ledger.find(key);
            if (item.isEmpty() || item.get().state() == State.PENDING) {
                return Optional.empty();
            }
            boolean agrees;
            if (item.get().state() == State.DELETED) {
                agrees = current.isEmpty()
                        || store.deleteIfMatch(manifest, current.get().eTag());
            } else {
                String wanted = Manifest.of(item.get());
                if (current.isPresent() && current.get().text().equals(wanted)) {
                    return item;
                }
                agrees = current.isPresent()
                        ? store.putIfMatch(manifest, current.get().eTag(), Manifest.content(wanted))
                        : store.putIfAbsent(manifest, Manifest.content(wanted));
            }
            if (agrees && isStill(item.get(), item.get().fence())) {
                return item;
            }
        }
        throw new Unavailable(manifest + " could not be written " + ROUNDS + " times, or its item changed meanwhile");
    }

    private enum Swept {
        NOTHING_LEFT,
        LEFT_FOR_A_WHILE,
        /// The ledger says something else by now, and so has the manifest to.
        MOVED
    }

    /// Lists first, asks the ledger then and the bucket last: what was listed and is not named by an item that has
    /// not moved since the manifest was written is left over.
    ///
    /// @param shown what the manifest says, so that no variant goes before the manifest that names it
    private Swept sweep(LedgerItem shown) {
        ObjectKey key = shown.key();
        List<Listed> children = store.children(key.resultsPrefix());
        if (children.stream().noneMatch(object -> VariantKey.isVariantOf(key, object.key()))) {
            return Swept.NOTHING_LEFT;
        }
        if (!isStill(shown, shown.fence())) {
            return Swept.MOVED;
        }
        List<Listed> left = leftovers.of(shown, children);
        List<Listed> removable = leftovers.removable(shown, left);
        if (removable.isEmpty()) {
            return left.isEmpty() ? Swept.NOTHING_LEFT : Swept.LEFT_FOR_A_WHILE;
        }
        if (store.head(key).isEmpty() != (shown.state() == State.DELETED)) {
            return Swept.NOTHING_LEFT; // the ledger is behind the bucket; the hint that is under way sweeps
        }
        return remove(shown, removable, removable.size() < left.size());
    }

    /// What is left over may be what a render under way is about to publish, if that has stood still for longer than
    /// the grace time. So the fence is raised first: whoever began before cannot commit any more. A tombstone's was
    /// raised when it was written.
    private Swept remove(LedgerItem shown, List<Listed> removable, boolean othersStay) {
        Optional<Claim> claim =
                shown.state() == State.DELETED ? Optional.of(shown.claim()) : ledger.advance(shown.claim());
        if (claim.isEmpty()) {
            return Swept.MOVED;
        }
        removable.forEach(leftover -> store.delete(leftover.key()));
        if (!isStill(shown, claim.get().fence())) {
            return Swept.MOVED;
        }
        return othersStay ? Swept.LEFT_FOR_A_WHILE : Swept.NOTHING_LEFT;
    }

    private boolean isStill(LedgerItem item, long fence) {
        return ledger.find(item.key())
                .filter(now -> now.fence() == fence
                        && now.state() == item.state()
                        && now.variants().equals(item.variants()))
                .isPresent();
    }
}
