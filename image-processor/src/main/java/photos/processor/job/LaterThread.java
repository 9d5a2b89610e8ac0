package photos.processor.job;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Later on one thread, made when it is first needed, which keeps no process alive. Only so much may wait for it: what
/// comes beyond that is left out.
public final class LaterThread implements Later {
    private static final Logger log = LoggerFactory.getLogger(LaterThread.class);

    private final ScheduledThreadPoolExecutor thread;
    private final String name;
    private final int most;
    private final AtomicBoolean isSaid = new AtomicBoolean();

    /// @param name of the thread
    /// @param most how much may wait
    public LaterThread(String name, int most) {
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory());
        this.name = name;
        this.most = most;
    }

    @Override
    public void after(Duration wait, Runnable task) {
        int waiting = thread.getQueue().size();
        if (waiting <= most / 2) {
            isSaid.set(false); // not sooner, or each that is done would have the next said
        }
        if (waiting < most) {
            var _ = thread.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
        } else if (!isSaid.getAndSet(true)) {
            log.atWarn()
                    .addKeyValue("waiting", most)
                    .log("{}: more than may wait, the rest is left to the reconciler", name);
        }
    }
}
