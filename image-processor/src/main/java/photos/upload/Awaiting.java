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
    /// @param patience how long to wait since the last of them was settled
    /// @param each called for each that is settled
    /// @return the settled items by key; what is missing was not settled in time
    public static Map<ObjectKey, LedgerItem> settled(
            Ledger ledger, Map<ObjectKey, Generation> generations, Duration patience, Consumer<LedgerItem> each)
            throws InterruptedException {
        Map<ObjectKey, LedgerItem> settled = new LinkedHashMap<>();
        List<ObjectKey> open = new ArrayList<>(generations.keySet());
        long lastSettled = System.nanoTime();
        while (!open.isEmpty() && System.nanoTime() - lastSettled < patience.toNanos()) {
            int before = open.size();
            for (ObjectKey key : List.copyOf(open)) {
                Optional<LedgerItem> item = ledger.find(key)
                        .filter(i -> i.state().isRendered() && i.generation().equals(generations.get(key)));
                item.ifPresent(i -> {
                    open.remove(key);
                    settled.put(key, i);
                    each.accept(i);
                });
            }
            if (open.size() < before) {
                lastSettled = System.nanoTime();
            }
            if (!open.isEmpty()) {
                Thread.sleep(PAUSE);
            }
        }
        return settled;
    }
}
