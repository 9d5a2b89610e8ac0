package photos.processor.reconcile;

import java.time.Duration;

/// Time that passes only while somebody waits.
final class WaitedTime implements Time {
    private long now;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void pause(Duration duration) {
        now += duration.toNanos();
    }
}
