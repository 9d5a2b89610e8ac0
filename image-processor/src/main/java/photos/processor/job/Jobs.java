package photos.processor.job;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import photos.job.JobAnswer;
import photos.outage.Unavailable;
import photos.storage.ObjectKey;

/// Takes jobs from many threads, one a key at a time, until it is told to drain.
public final class Jobs {
    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final Duration RETRY_AFTER_DRAINING = Duration.ofSeconds(15);

    private final JobRunner runner;
    private final KeyLocks locks;
    private final Duration grace;
    private final JobCounts counts = new JobCounts();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final Later later;
    private int running;

    /// @param patience how long a job waits for another of the same key
    /// @param grace after which superseded variants are swept
    public Jobs(JobRunner runner, Duration patience, Duration grace, Later later) {
        this.runner = runner;
        this.locks = new KeyLocks(patience);
        this.grace = grace;
        this.later = later;
    }

    /// @throws OriginalMoved if whoever sent the job has to look again
    /// @throws Unavailable if the job has to come again
    public JobAnswer run(ObjectKey key) throws OriginalMoved {
        begin();
        try {
            requireOpen();
            runner.requireRoom(key);
            return runAlone(key);
        } finally {
            end();
        }
    }

    private void requireOpen() {
        if (draining.get()) {
            throw stopping();
        }
    }

    /// What is told to those who come too late.
    public static Unavailable stopping() {
        return new Unavailable("this image processor is about to stop", RETRY_AFTER_DRAINING);
    }

    private JobAnswer runAlone(ObjectKey key) throws OriginalMoved {
        try (var _ = locks.take(key)) {
            JobRunner.Ended ended = runner.run(key);
            counts.count(ended.answer());
            if (ended.sweepLater()) {
                later.after(grace.plusSeconds(1), () -> sweep(key));
            }
            return ended.answer();
        }
    }

    private synchronized void begin() {
        running++;
    }

    private synchronized void end() {
        running--;
        notifyAll();
    }

    /// The same job once more; what it misses, a later job or the reconciler finds.
    private void sweep(ObjectKey key) {
        begin();
        try {
            requireOpen();
            runAlone(key);
        } catch (OriginalMoved | RuntimeException e) {
            log.atInfo().log("left for a later job: {}", e.getMessage());
        } finally {
            end();
        }
    }

    /// Refuses new jobs from now on; what runs goes on.
    public void drain() {
        draining.set(true);
    }

    public boolean isDraining() {
        return draining.get();
    }

    public synchronized int running() {
        return running;
    }

    /// Waits until nothing runs any more.
    ///
    /// @return whether that is so
    public synchronized boolean awaitEnd(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            for (long left = atMost.toNanos(); running > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return running == 0;
    }

    public JobCounts counts() {
        return counts;
    }
}
