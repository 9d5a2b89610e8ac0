package photos.processor.job;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import photos.outage.Unavailable;

/// Bounds what is worked on at a time: by number, since rendering needs a core each, and by the memory that decoding
/// will take. What does not fit waits, but not for long.
public final class Admission {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Semaphore renderers;
    private final Semaphore kilobytes;
    private final int mostKilobytes;
    private final Duration patience;

    /// @param renderers most photos rendered at a time
    /// @param costBytes most memory for decoding, of all of them together
    /// @param patience how long to wait for room
    public Admission(int renderers, long costBytes, Duration patience) {
        this.renderers = new Semaphore(renderers, true);
        this.mostKilobytes = Math.toIntExact(costBytes >> 10);
        this.kilobytes = new Semaphore(mostKilobytes, true);
        this.patience = patience;
    }

    /// Given back by closing.
    public interface Admitted extends AutoCloseable {
        @Override
        void close();
    }

    /// A place to render in.
    ///
    /// @throws Unavailable if none gets free in time
    Admitted renderer() {
        return take(renderers, 1, "all renderers are busy");
    }

    /// Memory to decode in; more than there is in all counts as all.
    ///
    /// @throws Unavailable if it does not get free in time
    Admitted memory(long costBytes) {
        int wanted = (int) Math.min(mostKilobytes, (costBytes >> 10) + 1);
        return take(kilobytes, wanted, "the memory for decoding is in use");
    }

    private Admitted take(Semaphore semaphore, int permits, String otherwise) {
        try {
            if (semaphore.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return () -> semaphore.release(permits);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Unavailable(otherwise, RETRY_AFTER);
    }
}
