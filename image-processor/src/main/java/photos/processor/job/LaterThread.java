package photos.processor.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Later on one thread, made when it is first needed, which keeps no process alive.
public final class LaterThread implements Later {
    private final ScheduledExecutorService thread;

    /// @param name of the thread
    public LaterThread(String name) {
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    @Override
    public void after(Duration wait, Runnable task) {
        var _ = thread.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
    }
}
