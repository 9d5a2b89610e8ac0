package photos.processor.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import photos.outage.Unavailable;
import photos.storage.ObjectKey;

/// One job a key at a time: a second one waits for the first and then starts from the beginning itself.
final class KeyLocks {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Map<ObjectKey, Entry> entries = new HashMap<>();
    private final Duration patience;

    /// @param patience how long a job waits for the one before it
    KeyLocks(Duration patience) {
        this.patience = patience;
    }

    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
    }

    /// Given back by closing, on the thread that took it.
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /// @throws Unavailable if the job before it takes too long
    Held take(ObjectKey key) {
        Entry entry = enter(key);
        boolean taken = false;
        try {
            taken = entry.lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!taken) {
                leave(key, entry);
            }
        }
        if (!taken) {
            throw new Unavailable("another job for " + key + " is still at work", RETRY_AFTER);
        }
        return () -> {
            entry.lock.unlock();
            leave(key, entry);
        };
    }

    private synchronized Entry enter(ObjectKey key) {
        Entry entry = entries.computeIfAbsent(key, absent -> new Entry());
        entry.users++;
        return entry;
    }

    private synchronized void leave(ObjectKey key, Entry entry) {
        entry.users--;
        if (entry.users == 0) {
            entries.remove(key);
        }
    }
}
