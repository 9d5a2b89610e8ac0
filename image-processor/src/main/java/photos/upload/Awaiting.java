package photos.upload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import photos.ledger.Ledger;
import photos.ledger.LedgerItem;
import photos.storage.Generation;
import photos.storage.ObjectKey;

/// Asks the ledger until every upload is settled.
public final class Awaiting {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private Awaiting() {}

    /// @param generations what was uploaded; a result of an older generation does not count
    /// @param limit how long to wait for all of them
    /// @param each called for each that is settled
    /// @return the settled items by key; what is missing was not settled in time
    public static Map<ObjectKey, LedgerItem> settled(
            Ledger ledger, Map<ObjectKey, Generation> generations, Duration limit, Consumer<LedgerItem> each)
            throws InterruptedException {
        Map<ObjectKey, LedgerItem> settled = new LinkedHashMap<>();
        List<ObjectKey> open = new ArrayList<>(generations.keySet());
        long end = System.nanoTime() + limit.toNanos();
        while (!open.isEmpty() && System.nanoTime() < end) {
            for (ObjectKey key : List.copyOf(open)) {
                Optional<LedgerItem> item = ledger.find(key)
                        .filter(i -> i.state().isRendered() && i.generation().equals(generations.get(key)));
                item.ifPresent(i -> {
                    open.remove(key);
                    settled.put(key, i);
                    each.accept(i);
                });
            }
            if (!open.isEmpty()) {
                Thread.sleep(PAUSE);
            }
        }
        return settled;
    }
}
