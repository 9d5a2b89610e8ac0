package photos.processor.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// When whoever finds no place is to come again: how long places are held, as measured, times those that wait already
/// and those that were sent away before. Each that is sent away gets a turn of its own, one after the other, so that
/// they do not all come back at once. Thread-safe.
final class Turns {
    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofMinutes(15);

    /// Before the first place was given back.
    private static final Duration FIRST_GUESS = Duration.ofSeconds(1);

    /// How much the newest measurement counts.
    private static final double NEWEST = 0.125;

    private final int places;
    private final Clock clock;
    private double heldMillis = FIRST_GUESS.toMillis();
    private Instant last = Instant.EPOCH;

    /// @param places that are held at a time
    Turns(int places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    /// A place was held for so long.
    synchronized void held(Duration time) {
        heldMillis += (time.toMillis() - heldMillis) * NEWEST;
    }

    /// The `Retry-After` of a job that finds all places taken.
    ///
    /// @param waiting who waits for a place already
    synchronized Duration next(int waiting) {
        long each = Math.max(1, (long) (heldMillis / places));
        Instant now = clock.instant();
        Instant behindTheWaiting = now.plusMillis(each * (waiting + 1));
        Instant behindTheLast = last.plusMillis(each);
        Instant turn = behindTheLast.isAfter(behindTheWaiting) ? behindTheLast : behindTheWaiting;
        Instant latest = now.plus(LATEST);
        last = turn.isAfter(latest) ? latest : turn;
        Duration wait = Duration.between(now, last);
        return wait.compareTo(SOONEST) < 0 ? SOONEST : wait;
    }
}
