package photos.model;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A thread of one of the programs. It stands still before every request it makes of the outside world, until the
/// schedule lets that happen.
final class Actor {
    private final String name;
    private final Thread thread;
    private @Nullable Step step;
    private Fate fate = Fate.ANSWERED;
    private boolean awaiting;
    private boolean ended;
    private boolean dead;

    /// A request that is about to be made.
    ///
    /// @param subject of the verb, an object key mostly
    /// @param write what may still take place after the actor's death; absent for what only reads
    record Step(String verb, Object subject, Optional<Supplier<?>> write) {
        @Override
        public String toString() {
            return verb + " " + subject;
        }
    }

    Actor(String name, Thread.Builder threads, Runnable body) {
        this.name = name;
        this.thread =
                threads.unstarted(() -> ScopedValue.where(Stage.SELF, this).run(() -> {
                    try {
                        body.run();
                    } finally {
                        ended = true;
                    }
                }));
    }

    Thread thread() {
        return thread;
    }

    /// The request it stands before; none while it waits for another actor.
    Optional<Step> step() {
        return Optional.ofNullable(step);
    }

    void arrive(Step at) {
        step = at;
    }

    void leave(Fate decided) {
        fate = decided;
        step = null;
    }

    Fate fate() {
        return fate;
    }

    /// Whether it waits for an answer over HTTP.
    boolean isAwaiting() {
        return awaiting;
    }

    void setAwaiting(boolean waits) {
        awaiting = waits;
    }

    /// Whether it waits for another actor of its process: for a lock, or for room.
    boolean isBlocked() {
        return !ended && !awaiting && step == null;
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isDead() {
        return dead;
    }

    void die() {
        dead = true;
    }

    @Override
    public String toString() {
        return name;
    }
}
