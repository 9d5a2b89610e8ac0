package photos.ingest;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a hint rests before it is looked at again.
record Backoff(RandomGenerator random) {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 10;

    /// The longer of what was asked for and 5 s doubled with each receive, 900 s at most; up to a quarter more, so
    /// that what failed together does not come back together.
    ///
    /// @param receives how often the message was received, from 1
    Duration after(int receives, Duration retryAfter) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, receives - 1)));
        Duration capped = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        Duration wait = capped.compareTo(retryAfter) < 0 ? retryAfter : capped;
        return wait.plusMillis((long) (wait.toMillis() * random.nextDouble(0.25)));
    }
}
