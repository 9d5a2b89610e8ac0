package photos.processor.render;

import java.time.Duration;

/// The time until which one render has to be done.
final class Deadline {
    private final Duration allowed;
    private long end;

    private Deadline(Duration allowed) {
        this.allowed = allowed;
        this.end = System.nanoTime() + allowed.toNanos();
    }

    static Deadline in(Duration allowed) {
        return new Deadline(allowed);
    }

    void check() {
        if (System.nanoTime() - end > 0) {
            throw new Passed(allowed);
        }
    }

    /// Time spent waiting for others does not count.
    void suspendedDuring(Runnable wait) {
        long start = System.nanoTime();
        wait.run();
        end += System.nanoTime() - start;
    }

    /// Unchecked, because it is thrown through decoders, whose listeners declare nothing.
    static final class Passed extends RuntimeException {
        private final transient Duration allowed;

        private Passed(Duration allowed) {
            this.allowed = allowed;
        }

        String sentence() {
            return "rendering took longer than the " + allowed.toMillis() + " ms that are allowed";
        }
    }
}
