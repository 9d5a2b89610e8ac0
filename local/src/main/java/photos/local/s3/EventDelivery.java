package photos.local.s3;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Between the store and whoever is told: a put never waits for the telling. Events go out one after another; one that
/// cannot be told is tried again, as S3 does.
final class EventDelivery implements AutoCloseable, Consumer<ObjectEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration LAST_EVENTS = Duration.ofSeconds(5);

    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Consumer<ObjectEvent> sink;
    private final Thread thread;

    EventDelivery(Consumer<ObjectEvent> sink) {
        this.sink = sink;
        this.thread = Thread.ofVirtual().name("s3-events").start(this::deliver);
    }

    @Override
    public void accept(ObjectEvent event) {
        waiting.add(() -> tell(event));
    }

    private void deliver() {
        try {
            while (closing.getCount() > 0 || !waiting.isEmpty()) {
                waiting.take().run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(ObjectEvent event) {
        while (!told(event)) {
            try {
                if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("the event {} of {} was never told", event.name().text(), event.key());
                    return;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean told(ObjectEvent event) {
        try {
            sink.accept(event);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("cannot tell of {} of {}; it is tried again", event.name().text(), event.key(), e);
            return false;
        }
    }

    /// Tells what is waiting, for a few seconds at most.
    @Override
    public void close() {
        closing.countDown();
        // Wakes the thread, which then finds that it is done.
        waiting.add(() -> {});
        try {
            if (!thread.join(LAST_EVENTS)) {
                LOG.warn("{} events were never told", waiting.size());
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
