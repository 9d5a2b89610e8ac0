package photos.processor.reconcile;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongConsumer;
import photos.queue.HintQueue;

/// Sends the hints of a list, no faster than was asked for and never far ahead of the work: uploads of people wait in
/// the same queue.
public final class Run {
    /// As many as one request to the queue takes.
    private static final int BATCH = 10;

    /// So many messages may wait or be worked on before more are sent, beside those that rested when the run began.
    private static final int MAX_AHEAD = 200;

    /// How often the queue is asked how full it is, at most.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Hinting hinting;
    private final HintQueue queue;
    private final Duration interval;
    private long nextLook = System.nanoTime();

    /// What is hidden before the run sends anything is mostly not worked on: after an outage it rests, for a quarter of
    /// an hour at worst.
    private int resting = Integer.MAX_VALUE;

    /// @param rate hints a second, at most
    public Run(Hinting hinting, HintQueue queue, int rate) {
        this.hinting = hinting;
        this.queue = queue;
        this.interval = Duration.ofSeconds(1).dividedBy(rate);
    }

    /// @param progress told after each batch how many hints it had
    /// @throws photos.outage.Unavailable if queue or ledger do not answer; the same list can be gone on with
    public void send(WorkList list, LongConsumer progress) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long sent = 0;
        for (WorkList.Batch batch = list.next(BATCH); !batch.wanted().isEmpty(); batch = list.next(BATCH)) {
            awaitRoom();
            hinting.send(batch.wanted());
            list.sent(batch);
            sent += batch.wanted().size();
            progress.accept(batch.wanted().size());
            pauseUntil(start + interval.multipliedBy(sent).toNanos());
        }
    }

    private void awaitRoom() throws InterruptedException {
        if (System.nanoTime() < nextLook) {
            return;
        }
        while (isFull(queue.depth())) {
            Thread.sleep(LOOK_AGAIN);
        }
        nextLook = System.nanoTime() + LOOK_AGAIN.toNanos();
    }

    private boolean isFull(HintQueue.Depth depth) {
        resting = Math.min(resting, depth.inFlight());
        return depth.waiting() + depth.inFlight() - resting >= MAX_AHEAD;
    }

    private static void pauseUntil(long end) throws InterruptedException {
        long nanos = end - System.nanoTime();
        if (nanos > 0) {
            Thread.sleep(Duration.ofNanos(nanos));
        }
    }
}
