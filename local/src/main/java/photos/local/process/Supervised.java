package photos.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A program that is started again whenever it ends unasked: at once the first time, then ever later while it keeps
/// ending soon. Thread-safe.
public final class Supervised<P extends Running> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);

    private final String name;
    private final Supplier<P> starter;
    private final Backoff backoff;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Object starting = new Object();
    private volatile P current;
    private volatile int restarts;
    private final Thread watcher;

    private Supervised(String name, Supplier<P> starter, Backoff backoff) {
        this.name = name;
        this.starter = starter;
        this.backoff = backoff;
        this.current = starter.get();
        this.watcher = Thread.ofVirtual().name("watch-" + name).unstarted(this::watch);
    }

    /// Starts the program.
    ///
    /// @param starter runs the program once; what it throws the first time is thrown here, later it is tried again
    public static <P extends Running> Supervised<P> start(String name, Supplier<P> starter, Backoff backoff) {
        Supervised<P> supervised = new Supervised<>(name, starter, backoff);
        supervised.watcher.start();
        return supervised;
    }

    /// The newest run, which may have ended.
    public P current() {
        return current;
    }

    public long pid() {
        return current.pid();
    }

    /// How often the program was started again.
    public int restarts() {
        return restarts;
    }

    private void watch() {
        int failures = 0;
        while (isOpen()) {
            Instant started = Instant.now();
            int status = current.ended().join();
            if (Duration.between(started, Instant.now()).compareTo(backoff.healthy()) > 0) {
                failures = 0;
            }
            Duration wait = backoff.before(failures);
            failures++;
            if (isOpen()) {
                LOG.warn(
                        "{} ended unasked with status {}; it is started again in {} ms", name, status, wait.toMillis());
                restart(wait);
            }
        }
    }

    private void restart(Duration wait) {
        try {
            if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            synchronized (starting) {
                if (isOpen()) {
                    current.close();
                    current = starter.get();
                    restarts++;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("{} could not be started again, and will be tried later", name, e);
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    /// Ends the program for good.
    @Override
    public void close() {
        closed.countDown();
        synchronized (starting) {
            current.close();
        }
        try {
            watcher.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
