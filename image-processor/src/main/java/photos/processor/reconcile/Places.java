package photos.processor.reconcile;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import photos.ledger.WholeLedger;
import photos.storage.Listed;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;

/// Every path that bucket, results or ledger know, each once, [KeyOrder#innermostFirst()]: three sorted sequences laid
/// side by side, so that memory does not grow with the bucket.
final class Places implements Iterator<Place>, AutoCloseable {
    private final Stream<Listed> uploads;
    private final Stream<Listed> results;
    private final SortedPaths known;
    private final Ahead<Listed> originals;
    private final Ahead<ResultGroup> groups;
    private final Ahead<String> knownPaths;
    private final Comparator<String> order;

    private Places(Stream<Listed> uploads, Stream<Listed> results, SortedPaths known, String prefix, KeyOrder order) {
        this.known = known;
        this.uploads = uploads;
        this.results = results;
        this.order = order.innermostFirst();
        this.originals = new Ahead<>(
                new Originals(uploads.iterator(), order), o -> o.key().path());
        this.groups = new Ahead<>(new ResultGroups(results.iterator(), prefix, order), ResultGroup::path);
        this.knownPaths = new Ahead<>(known, path -> path);
    }

    /// The ledger is read before the bucket is, as everywhere.
    ///
    /// @param prefix of the paths to look at; empty for all
    static Places of(ObjectStore store, WholeLedger ledger, String prefix, KeyOrder order) {
        try (Stream<ObjectKey> keys = ledger.keys()) {
            Stream<String> paths =
                    keys.filter(ObjectKey::isOriginal).map(ObjectKey::path).filter(path -> path.startsWith(prefix));
            SortedPaths known = SortedPaths.of(paths, order.innermostFirst());
            return of(
                    store.under(ObjectKey.UPLOADS + prefix),
                    store.under(ObjectKey.RESULTS + prefix),
                    known,
                    prefix,
                    order);
        }
    }

    /// @param uploads and results: listings in this order
    /// @param known paths that the ledger has, innermost first
    static Places of(Stream<Listed> uploads, Stream<Listed> results, SortedPaths known, String prefix, KeyOrder order) {
        return new Places(uploads, results, known, prefix, order);
    }

    @Override
    public boolean hasNext() {
        return originals.hasNext() || groups.hasNext() || knownPaths.hasNext();
    }

    @Override
    public Place next() {
        String path = Stream.of(originals, groups, knownPaths)
                .filter(Ahead::hasNext)
                .map(Ahead::path)
                .min(order)
                .orElseThrow(NoSuchElementException::new);
        Optional<Listed> original = originals.takeIf(path);
        Optional<ResultGroup> group = groups.takeIf(path);
        var _ = knownPaths.takeIf(path);
        return new Place(
                new ObjectKey(ObjectKey.UPLOADS + path),
                original,
                group.map(ResultGroup::objects).orElse(List.of()),
                group.map(ResultGroup::more).orElse(0L));
    }

    @Override
    public void close() {
        uploads.close();
        results.close();
        known.close();
    }

    /// A sequence whose next element can be looked at.
    private static final class Ahead<T> {
        private final Iterator<T> elements;
        private final Function<T, String> pathOf;
        private @Nullable T next;

        private Ahead(Iterator<T> elements, Function<T, String> pathOf) {
            this.elements = elements;
            this.pathOf = pathOf;
        }

        private boolean hasNext() {
            return next != null || elements.hasNext();
        }

        private T peek() {
            if (next == null) {
                next = elements.next();
            }
            return next;
        }

        private String path() {
            return pathOf.apply(peek());
        }

        private Optional<T> takeIf(String path) {
            if (!hasNext() || !path().equals(path)) {
                return Optional.empty();
            }
            T taken = peek();
            next = null;
            return Optional.of(taken);
        }
    }
}
