package photos.processor.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import photos.ledger.Claim;

/// Photos on which a worker of this process died a moment ago. They are left alone for a while, however many messages
/// ask for them: memory that was short may be there again when what is rendered beside them has ended, and several
/// deaths within seconds would be taken for the photo's fault.
final class Rests {
    private final Map<Claim, Rest> rests = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Rest(Instant begin, Instant end) {
        boolean holds(Instant now) {
            // A clock that was set back must not make it longer.
            return !now.isBefore(begin) && now.isBefore(end);
        }
    }

    Rests(Clock clock) {
        this.clock = clock;
    }

    void begin(Claim claim, Duration length) {
        Instant now = clock.instant();
        rests.values().removeIf(rest -> !rest.holds(now));
        rests.put(claim, new Rest(now, now.plus(length)));
    }

    /// Until the end of its rest; zero if it has none.
    Duration left(Claim claim) {
        Instant now = clock.instant();
        Rest rest = rests.get(claim);
        return rest != null && rest.holds(now) ? Duration.between(now, rest.end()) : Duration.ZERO;
    }
}
