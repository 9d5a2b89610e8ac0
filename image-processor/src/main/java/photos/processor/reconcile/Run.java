package photos.processor.reconcile;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import photos.queue.HintQueue;

/// Sends the hints of a list, no faster than was asked for and never far ahead of the work: uploads of people wait in
/// the same queue.
public final class Run {
    /// As many as one request to the queue takes.
    private static final int BATCH = 10;

    /// So many messages may wait or be worked on, beside those that rested when the run began; a batch is sent only
    /// where it fits.
    private static final int MAX_AHEAD = 200;

    /// How often the queue is asked how full it is, at most: what it says is not of this very moment.
    public static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /// So many looks at a queue without room make a wait that is said.
    public static final int LOOKS_UNSAID = 30;

    private final Hinting hinting;
    private final HintQueue queue;
    private final Duration interval;
    private final Time time;

    /// How many hints may be sent before the queue is looked at again, and when it is in any case: people upload too.
    private int room;
    private long nextLook;

    /// When the next batch may be sent by the rate.
    private long due;

    /// What is hidden before the run sends anything is mostly not worked on: after an outage it rests, for a quarter of
    /// an hour at worst.
    private int resting = Integer.MAX_VALUE;

    /// @param rate hints a second, at most
    public Run(Hinting hinting, HintQueue queue, int rate) {
        this(hinting, queue, rate, Time.REAL);
    }

    Run(Hinting hinting, HintQueue queue, int rate, Time time) {
        this.hinting = hinting;
        this.queue = queue;
        this.interval = Duration.ofSeconds(1).dividedBy(rate);
        this.time = time;
        this.nextLook = time.nanos();
        this.due = time.nanos();
    }

    /// @param progress told after each batch how many hints it had
    /// @param held told now and then what is in the queue while it has no room
    /// @throws photos.outage.Unavailable if queue or ledger do not answer; the same list can be gone on with
    public void send(WorkList list, LongConsumer progress, Consumer<HintQueue.Depth> held)
            throws IOException, InterruptedException {
        for (WorkList.Batch batch = list.next(BATCH); !batch.wanted().isEmpty(); batch = list.next(BATCH)) {
            int hints = batch.wanted().size();
            pauseUntil(due);
            awaitRoom(hints, held);
            // From now, not from when it was due: a wait is no reason to hurry afterwards.
            due = time.nanos() + interval.multipliedBy(hints).toNanos();
            hinting.send(batch.wanted());
            list.sent(batch);
            room -= hints;
            progress.accept(hints);
        }
    }

    private void awaitRoom(int hints, Consumer<HintQueue.Depth> held) throws InterruptedException {
        if (hints <= room && time.nanos() - nextLook < 0) {
            return;
        }
        pauseUntil(nextLook);
        HintQueue.Depth depth = look();
        for (int looks = 1; hints > room; looks++) {
            if (looks % LOOKS_UNSAID == 0) {
                held.accept(depth);
            }
            time.pause(LOOK_AGAIN);
            depth = look();
        }
    }

    private HintQueue.Depth look() {
        HintQueue.Depth depth = queue.depth();
        resting = Math.min(resting, depth.inFlight());
        room = MAX_AHEAD - (depth.waiting() + depth.inFlight() - resting);
        nextLook = time.nanos() + LOOK_AGAIN.toNanos();
        return depth;
    }

    private void pauseUntil(long end) throws InterruptedException {
        long nanos = end - time.nanos();
        if (nanos > 0) {
            time.pause(Duration.ofNanos(nanos));
        }
    }
}
