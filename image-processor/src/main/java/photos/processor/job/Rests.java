package photos.processor.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import photos.ledger.Claim;

/// Photos on which a worker died a moment ago. They are left alone for a while, however many messages ask for them:
/// memory that was short may be there again when what is rendered beside them has ended, and several deaths within
/// seconds would be taken for the photo's fault.
final class Rests {
    private final Map<Claim, Instant> ends = new ConcurrentHashMap<>();
    private final Clock clock;

    Rests(Clock clock) {
        this.clock = clock;
    }

    void begin(Claim claim, Duration rest) {
        Instant now = clock.instant();
        ends.values().removeIf(end -> !end.isAfter(now));
        ends.put(claim, now.plus(rest));
    }

    /// Until the end of its rest, if it has one: nothing or less if not.
    Duration left(Claim claim) {
        Instant now = clock.instant();
        return Duration.between(now, ends.getOrDefault(claim, now));
    }
}
