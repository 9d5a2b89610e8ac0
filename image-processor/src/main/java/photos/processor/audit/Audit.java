package photos.processor.audit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;
import photos.outage.Unavailable;
import photos.storage.Download;
import photos.storage.Listed;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;

/// Opens every object under `results/` and looks for what should not be there. Objects are read as streams, a few at a
/// time.
public final class Audit {
    private static final int AT_A_TIME = 8;

    private final ObjectStore store;

    public Audit(ObjectStore store) {
        this.store = store;
    }

    /// @param objects that were looked through
    /// @param leaks those in which something was found
    public record Outcome(long objects, long bytes, long leaks) {}

    /// How many objects there are to look through.
    ///
    /// @param prefix of their keys, after `results/`
    public long count(String prefix) {
        try (Stream<Listed> objects = store.under(ObjectKey.RESULTS + prefix)) {
            return objects.count();
        }
    }

    /// @param prefix of the keys to look at, after `results/`; empty for all
    /// @param each told of each leak, one at a time
    /// @param step called after each object, by any thread
    /// @throws Unavailable if the bucket does not answer: then nothing is certain
    public Outcome run(String prefix, Consumer<Leak> each, Runnable step) throws InterruptedException {
        Looking looking = new Looking(each, step);
        try (ExecutorService lookers = Executors.newFixedThreadPool(AT_A_TIME);
                Stream<Listed> objects = store.under(ObjectKey.RESULTS + prefix)) {
            Semaphore room = new Semaphore(2 * AT_A_TIME);
            for (var listing = objects.iterator(); looking.failure.get().isEmpty() && listing.hasNext(); ) {
                ObjectKey key = listing.next().key();
                room.acquire();
                lookers.execute(() -> {
                    try {
                        looking.lookThrough(key);
                    } finally {
                        room.release();
                    }
                });
            }
        }
        return looking.outcome();
    }

    private final class Looking {
        private final Consumer<Leak> each;
        private final Runnable step;
        private final LongAdder objects = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private final LongAdder leaks = new LongAdder();
        private final AtomicReference<Optional<RuntimeException>> failure = new AtomicReference<>(Optional.empty());

        private Looking(Consumer<Leak> each, Runnable step) {
            this.each = each;
            this.step = step;
        }

        private void lookThrough(ObjectKey key) {
            try {
                Optional<Download> opened = store.open(key);
                if (opened.isPresent()) {
                    lookThrough(key, opened.get());
                }
                step.run();
            } catch (IOException e) {
                fail(new Unavailable(key + " could not be read to its end: " + e.getMessage(), e));
            } catch (RuntimeException e) {
                fail(e);
            } catch (Error e) { // otherwise the object would pass for looked at
                fail(new Unavailable(key + " could not be looked at: " + e, e));
                throw e;
            }
        }

        private void lookThrough(ObjectKey key, Download opened) throws IOException {
            try (opened) {
                List<String> found = Examination.of(key, opened);
                objects.increment();
                bytes.add(opened.size());
                if (!found.isEmpty()) {
                    leaks.increment();
                    tell(new Leak(key, found));
                }
            }
        }

        private synchronized void tell(Leak leak) {
            each.accept(leak);
        }

        private void fail(RuntimeException e) {
            failure.compareAndSet(failure.get(), Optional.of(e));
        }

        private Outcome outcome() {
            if (failure.get().isPresent()) {
                throw failure.get().get();
            }
            return new Outcome(objects.sum(), bytes.sum(), leaks.sum());
        }
    }
}
