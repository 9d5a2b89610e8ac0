package photos.ingest;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a hint rests before it is looked at again.
///
/// @param longest the longest rest, for all but those who are asked to wait longer
record Backoff(RandomGenerator random, Duration longest) {
    /// 5 s where the longest is 15 minutes.
    private static final int FIRST_OF_LONGEST = 180;

    private static final int MAX_DOUBLINGS = 10;

    /// The longer of what was asked for and a 180th of the longest, doubled with each receive; up to a quarter more,
    /// so that what failed together does not come back together.
    ///
    /// @param receives how often the message was received, from 1
    Duration after(int receives, Duration retryAfter) {
        Duration doubled = longest.dividedBy(FIRST_OF_LONGEST)
                .multipliedBy(1L << Math.min(MAX_DOUBLINGS, Math.max(0, receives - 1)));
        Duration capped = doubled.compareTo(longest) < 0 ? doubled : longest;
        Duration wait = capped.compareTo(retryAfter) < 0 ? retryAfter : capped;
        return wait.plusMillis((long) (wait.toMillis() * random.nextDouble(0.25)));
    }
}
