package photos.local.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// Strictly increasing numbers made of the clock, so that they go on increasing after a restart. Thread-safe.
final class Sequencer {
    private static final int SPARE_BITS = 4;

    private final AtomicLong last = new AtomicLong();

    String next() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        long now = last.updateAndGet(previous -> Math.max(previous + 1, micros));
        return String.format(Locale.ROOT, "%018X", now << SPARE_BITS);
    }
}
