package photos.local.fire;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import photos.local.s3.ObjectEvent;

/// Tells of events as the worst notification service would: some never, others up to three times, each time after a
/// wait of its own, so that they come in any order. Thread-safe.
public final class ShuffledEvents implements AutoCloseable {
    private static final int MAX_COPIES = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final SplittableRandom random;
    private final double lost;
    private final ScheduledExecutorService later =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /// @param lost the share of events that are never told
    public ShuffledEvents(long seed, double lost) {
        this.random = new SplittableRandom(seed);
        this.lost = lost;
    }

    public Consumer<ObjectEvent> before(Consumer<ObjectEvent> queue) {
        return event -> {
            if (event.key().startsWith("uploads/")) {
                shuffle(event, queue);
            }
        };
    }

    private synchronized void shuffle(ObjectEvent event, Consumer<ObjectEvent> queue) {
        events.incrementAndGet();
        if (random.nextDouble() < lost) {
            dropped.incrementAndGet();
            return;
        }
        int copies = random.nextInt(1, MAX_COPIES + 1);
        for (int i = 0; i < copies; i++) {
            var _ = later.schedule(
                    () -> {
                        queue.accept(event);
                        told.incrementAndGet();
                    },
                    random.nextLong(LONGEST_WAIT.toMillis()),
                    TimeUnit.MILLISECONDS);
        }
    }

    public long events() {
        return events.get();
    }

    public long told() {
        return told.get();
    }

    public long dropped() {
        return dropped.get();
    }

    @Override
    public void close() {
        later.shutdown();
    }
}
