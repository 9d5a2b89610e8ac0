package photos.processor.reconcile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import photos.storage.Listed;
import photos.storage.ObjectKey;

/// The results of each original, [KeyOrder#innermostFirst()], from a listing. Held in memory are those of the folders
/// alone that the listing is in now.
final class ResultGroups implements Iterator<ResultGroup> {
    private final Iterator<Listed> listing;
    private final String prefix;
    private final KeyOrder order;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Deque<ResultGroup> ready = new ArrayDeque<>();
    private String last = "";

    /// @param listing of `results/<prefix>`
    /// @param prefix of the paths that are wanted; the listing also has results of a path that is shorter
    ResultGroups(Iterator<Listed> listing, String prefix, KeyOrder order) {
        this.listing = listing;
        this.prefix = prefix;
        this.order = order;
    }

    private static final class Open {
        private final String path;
        private final List<Listed> objects = new ArrayList<>();
        private long more;

        private Open(String path) {
            this.path = path;
        }

        private void add(Listed object) {
            if (objects.size() < ResultGroup.MAX_OBJECTS) {
                objects.add(object);
            } else {
                more++;
            }
        }
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && listing.hasNext()) {
            take(listing.next());
        }
        while (ready.isEmpty() && !open.isEmpty()) {
            close();
        }
        return !ready.isEmpty();
    }

    private void take(Listed object) {
        String key = object.key().value();
        if (order.listed().compare(last, key) >= 0) {
            throw new OutOfOrder(last, key, order);
        }
        last = key;
        String below = key.substring(ObjectKey.RESULTS.length());
        while (!open.isEmpty() && !below.startsWith(open.peek().path + "/")) {
            close();
        }
        String path = below.substring(0, Math.max(0, below.lastIndexOf('/')));
        Open innermost = open.peek();
        if (innermost == null || !innermost.path.equals(path)) {
            innermost = new Open(path);
            open.push(innermost);
        }
        innermost.add(object);
    }

    private void close() {
        Open closed = open.pop();
        if (closed.path.startsWith(prefix)) {
            ready.add(new ResultGroup(closed.path, closed.objects, closed.more));
        }
    }

    @Override
    public ResultGroup next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
