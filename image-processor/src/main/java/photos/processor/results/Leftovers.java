package photos.processor.results;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import photos.ledger.LedgerItem;
import photos.ledger.PublishedVariant;
import photos.ledger.State;
import photos.storage.Listed;
import photos.storage.ObjectKey;

/// Which variants the ledger does not name, and which of them may go by now.
///
/// @param grace how long superseded variants stay, so that a reader of a manifest can still fetch what it names
record Leftovers(Duration grace, Clock clock) {

    /// @param children what lies directly under the results prefix of the item's key
    List<Listed> of(LedgerItem item, List<Listed> children) {
        Set<ObjectKey> named =
                item.variants().stream().map(PublishedVariant::key).collect(Collectors.toSet());
        return children.stream()
                .filter(object -> VariantKey.isVariantOf(item.key(), object.key()))
                .filter(variant -> !named.contains(variant.key()))
                .toList();
    }

    /// Those of the leftovers that may go now.
    List<Listed> removable(LedgerItem item, List<Listed> leftovers) {
        return leftovers.stream().filter(leftover -> mayGo(item, leftover)).toList();
    }

    /// Variants of a deleted photo go at once. Superseded ones stay until the grace time has passed since they
    /// were written, as they may belong to a render that is not committed yet, and since the present ones were
    /// published.
    private boolean mayGo(LedgerItem item, Listed leftover) {
        if (item.state() == State.DELETED) {
            return true;
        }
        Instant old = clock.instant().minus(grace);
        return !leftover.lastModified().isAfter(old)
                && item.updatedAt().filter(updated -> !updated.isAfter(old)).isPresent();
    }
}
