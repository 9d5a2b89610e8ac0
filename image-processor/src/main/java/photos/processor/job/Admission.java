package photos.processor.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import photos.outage.Unavailable;
import photos.processor.render.Memory;

/// Bounds what is worked on at a time: by number, since rendering needs a core each, and by the memory that decoding
/// will take. What does not fit waits, but few do and not for long: for a renderer, half as many as there are
/// renderers, so that who waits at all waits for half a render or so, and has its answer within about twice the time
/// that it takes alone. All others are told when to come again.
public final class Admission {
    private final Semaphore renderers;
    private final Semaphore kilobytes;
    private final Semaphore suspects = new Semaphore(1, true);
    private final int places;
    private final int mostWaiting;
    private final int mostKilobytes;
    private final Duration patience;
    private final Clock clock;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Turns turns;

    /// @param renderers most photos rendered at a time
    /// @param costBytes most memory for decoding, of all of them together
    /// @param patience how long to wait for room
    public Admission(int renderers, long costBytes, Duration patience) {
        this(renderers, costBytes, patience, Clock.systemUTC());
    }

    Admission(int renderers, long costBytes, Duration patience, Clock clock) {
        this.renderers = new Semaphore(renderers, true);
        this.places = renderers;
        this.mostWaiting = (renderers + 1) / 2;
        this.mostKilobytes = Math.toIntExact(costBytes >> 10);
        this.kilobytes = new Semaphore(mostKilobytes, true);
        this.patience = patience;
        this.clock = clock;
        this.turns = new Turns(renderers, clock);
    }

    /// Given back by closing.
    public interface Admitted extends AutoCloseable {
        @Override
        void close();
    }

    /// Memory that one render has been given; it may ask for more.
    public final class Share implements Admitted, Memory {
        private int held;

        /// Waits without holding anything, so that no two renders wait for what the other holds.
        @Override
        public void raiseTo(long bytes) {
            close();
            take(bytes);
        }

        /// More than there is in all counts as all.
        private void take(long bytes) {
            int wanted = (int) Math.min(mostKilobytes, (bytes >> 10) + 1);
            if (!acquire(kilobytes, wanted, patience)) {
                throw comeAgain("the memory for decoding is in use");
            }
            held = wanted;
        }

        @Override
        public void close() {
            kilobytes.release(held);
            held = 0;
        }
    }

    /// A place to render in.
    ///
    /// @throws Unavailable if none is free, and enough wait for one already or none gets free in time
    Admitted renderer() {
        awaitRenderer();
        Instant start = clock.instant();
        return () -> {
            renderers.release();
            turns.held(Duration.between(start, clock.instant()));
        };
    }

    private void awaitRenderer() {
        if (acquire(renderers, 1, Duration.ZERO)) {
            return;
        }
        try {
            if (waiting.incrementAndGet() > mostWaiting) {
                throw enoughWait();
            }
            if (!acquire(renderers, 1, patience)) {
                throw comeAgain("all renderers are busy");
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    /// Whether a job that came now would be rendered, or could wait for it at least.
    boolean hasRoom() {
        return renderers.availablePermits() > 0 || waiting.get() < mostWaiting;
    }

    /// @throws Unavailable if there is no room
    void requireRoom() {
        if (!hasRoom()) {
            throw enoughWait();
        }
    }

    private Unavailable enoughWait() {
        return comeAgain("all renderers are busy, and enough photos wait for one");
    }

    /// The place of a suspect, of which there is one: suspects are rendered one after the other, and who waits for
    /// another keeps no renderer from healthy photos.
    ///
    /// @throws Unavailable if it does not get free in time
    Admitted suspect() {
        if (acquire(suspects, 1, patience)) {
            return suspects::release;
        }
        throw comeAgain("another suspect is rendered, and they go one at a time");
    }

    /// Nothing to be given back.
    Admitted nothing() {
        return () -> {};
    }

    /// A share of the memory to decode in, of nothing as yet.
    Share memory() {
        return new Share();
    }

    /// Jobs that are taken in at a time, those that wait included.
    public int places() {
        return places + mostWaiting;
    }

    /// Jobs that wait for a renderer.
    int waiting() {
        return waiting.get();
    }

    /// Never before those that wait already.
    private static boolean acquire(Semaphore semaphore, int permits, Duration atMost) {
        try {
            return semaphore.tryAcquire(permits, atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Unavailable comeAgain(String why) {
        return new Unavailable(why, turns.next(Math.min(waiting.get(), mostWaiting)));
    }
}
