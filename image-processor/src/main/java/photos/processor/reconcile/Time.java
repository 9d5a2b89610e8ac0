package photos.processor.reconcile;

import java.time.Duration;

/// Time as a run sees it.
interface Time {
    Time REAL = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }
    };

    /// Only differences mean something.
    long nanos();

    void pause(Duration duration) throws InterruptedException;
}
