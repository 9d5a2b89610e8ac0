package photos.processor.reconcile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import photos.storage.Listed;

/// Originals, [KeyOrder#innermostFirst()], from a listing. Held in memory are those alone whose own key begins the one
/// that is listed now, which are few.
final class Originals implements Iterator<Listed> {
    private final Iterator<Listed> listing;
    private final KeyOrder order;

    /// Each of these begins with the one below it.
    private final Deque<Listed> held = new ArrayDeque<>();

    private final Deque<Listed> ready = new ArrayDeque<>();
    private String last = "";

    /// @param listing of `uploads/`
    Originals(Iterator<Listed> listing, KeyOrder order) {
        this.listing = listing;
        this.order = order;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && listing.hasNext()) {
            take(listing.next());
        }
        while (ready.isEmpty() && !held.isEmpty()) {
            ready.add(held.pop());
        }
        return !ready.isEmpty();
    }

    private void take(Listed object) {
        String key = object.key().value();
        if (order.listed().compare(last, key) >= 0) {
            throw new OutOfOrder(last, key, order);
        }
        last = key;
        if (object.key().isOriginal()) {
            while (!held.isEmpty() && !KeyOrder.isHeldBackBy(held.peek().key().value(), key)) {
                ready.add(held.pop());
            }
            held.push(object);
        }
    }

    @Override
    public Listed next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
