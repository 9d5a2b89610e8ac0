package photos.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import photos.processor.reconcile.Run;
import photos.queue.HintQueue;

/// Says what is waited for at a queue.
record QueueWatch(HintQueue queue, Duration lookAgain, PrintStream err) {
    /// Waits until nothing is left.
    void awaitEmpty() throws InterruptedException {
        AtomicReference<HintQueue.Depth> depth = new AtomicReference<>(queue.depth());
        try (var _ = Interruption.says(() -> interrupted(depth.get()), err)) {
            for (int looks = 0; isLeft(depth.get()); looks++) {
                if (looks % Run.LOOKS_UNSAID == 0) {
                    err.println("Waits until the queue is empty: " + words(depth.get()));
                }
                Thread.sleep(lookAgain);
                depth.set(queue.depth());
            }
        }
    }

    /// To be told while there is no room for more.
    void held(HintQueue.Depth depth) {
        err.println("Waits for room in the queue: " + words(depth));
    }

    String interrupted(HintQueue.Depth depth) {
        return "Interrupted while waiting; all hints are sent. In the queue " + words(depth);
    }

    private static boolean isLeft(HintQueue.Depth depth) {
        return depth.waiting() + depth.inFlight() > 0;
    }

    private static String words(HintQueue.Depth depth) {
        return depth.waiting() + " wait, " + depth.inFlight()
                + " are worked on or rest before another try. ./photos status tells more.";
    }
}
