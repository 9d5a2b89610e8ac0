package photos.local.process;

import java.time.Duration;

/// How long to wait before the next attempt, doubling from one to the next.
///
/// @param first the wait before the second attempt; the first is made at once
/// @param longest no wait is longer
/// @param healthy what has run for so long has not failed at once, and its next start is a first attempt again
public record Backoff(Duration first, Duration longest, Duration healthy) {
    public static final Backoff STANDARD =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofSeconds(10));

    private static final int DOUBLINGS = 20;

    /// @param failures attempts in a row that have failed before this one, from 0
    public Duration before(int failures) {
        if (failures == 0) {
            return Duration.ZERO;
        }
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
