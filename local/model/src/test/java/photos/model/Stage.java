package photos.model;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import photos.outage.Unavailable;

/// Runs actors, one at a time and on the caller's own thread. An actor is a virtual thread, so that it may block as it
/// likes: the locks of the programs are the real ones. Whatever becomes runnable runs until it stands before its next
/// request, blocks, or ends; so the same decisions give the same run.
final class Stage {
    static final ScopedValue<Actor> SELF = ScopedValue.newInstance();
    private static final Constructor<?> ON_EXECUTOR = onExecutor();

    private final Queue<Runnable> runnable = new ConcurrentLinkedQueue<>();
    private final Thread.Builder threads = threads(runnable::add);
    private final List<Actor> atStep = new ArrayList<>();
    private final List<Actor> alive = new ArrayList<>();
    private final List<Actor> doomed = new ArrayList<>();
    private final Trace trace;
    private Optional<Throwable> thrown = Optional.empty();

    Stage(Trace trace) {
        this.trace = trace;
    }

    /// The JDK's builder of virtual threads takes an executor for the JDK's own tests; that is all a deterministic
    /// scheduler needs.
    private static Constructor<?> onExecutor() {
        try {
            Constructor<?> constructor = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return constructor;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("expected JDK 25 with --add-opens java.base/java.lang=ALL-UNNAMED", e);
        }
    }

    private static Thread.Builder threads(Executor executor) {
        try {
            return (Thread.Builder) ON_EXECUTOR.newInstance(executor);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A request, which may fail in up to two ways of its own.
    interface Request<T, E extends Exception, F extends Exception> {
        T send() throws E, F;
    }

    /// The actor that runs.
    static Actor self() {
        return SELF.get();
    }

    /// Those that stand before a request.
    List<Actor> atStep() {
        return atStep;
    }

    /// What an actor let through that nobody expected.
    Optional<Throwable> thrown() {
        return thrown;
    }

    Actor start(String name, Runnable body) {
        Actor actor = new Actor(name, threads, () -> act(body));
        alive.add(actor);
        actor.thread().start();
        run();
        return actor;
    }

    private void act(Runnable body) {
        try {
            body.run();
        } catch (Killed _) {
            // as it should be
        } catch (Throwable t) {
            if (!SELF.get().isDead()) {
                thrown = thrown.or(() -> Optional.of(t));
            }
        }
    }

    /// By an actor: asks the outside world for something.
    <T, E extends Exception, F extends Exception> T read(String verb, Object subject, Request<T, E, F> request)
            throws E, F {
        stop(new Actor.Step(verb, subject, Optional.empty()));
        return answered(request);
    }

    /// By an actor: changes something in the outside world.
    <T> T write(String verb, Object subject, Supplier<T> request) {
        stop(new Actor.Step(verb, subject, Optional.of(request)));
        return answered(request::get);
    }

    private void stop(Actor.Step step) {
        Actor self = SELF.get();
        var _ = Thread.interrupted(); // its patience was at an end before, and that is told
        requireAlive(self);
        self.arrive(step);
        atStep.add(self);
        while (self.step().isPresent() && !self.isDead()) {
            LockSupport.park();
        }
        requireAlive(self);
        trace.add(self + ":", step, self.fate() == Fate.ANSWERED ? "" : "(" + self.fate() + ")");
    }

    private <T, E extends Exception, F extends Exception> T answered(Request<T, E, F> request) throws E, F {
        Actor self = SELF.get();
        Fate fate = self.fate();
        if (fate == Fate.REFUSED) {
            throw new Unavailable("no answer");
        }
        T answer = request.send();
        if (fate == Fate.SENT_TWICE) {
            answer = request.send();
        }
        trace.answer(answer);
        requireAlive(self);
        if (fate == Fate.UNANSWERED) {
            throw new Unavailable("no answer");
        }
        return answer;
    }

    private static void requireAlive(Actor self) {
        if (self.isDead()) {
            throw new Killed();
        }
    }

    /// By an actor: waits until somebody [#wake]s it.
    void await() {
        Actor self = SELF.get();
        self.setAwaiting(true);
        while (self.isAwaiting() && !self.isDead()) {
            LockSupport.park();
        }
        requireAlive(self);
    }

    void wake(Actor actor) {
        if (actor.isAwaiting()) {
            actor.setAwaiting(false);
            LockSupport.unpark(actor.thread());
            run();
        }
    }

    /// Lets an actor go on to its next request.
    void release(Actor actor, Fate fate) {
        atStep.remove(actor);
        actor.leave(fate);
        LockSupport.unpark(actor.thread());
        run();
    }

    /// Ends an actor's patience with whom it waits for.
    void interrupt(Actor actor) {
        actor.thread().interrupt();
        run();
    }

    /// Ends actors where they stand: nothing they do from here on reaches anybody.
    void kill(Collection<Actor> actors) {
        for (Actor actor : actors) {
            if (!actor.hasEnded() && !actor.isDead()) {
                actor.die();
                atStep.remove(actor);
                doomed.add(actor);
            }
        }
        run();
    }

    /// Runs what can run; an actor that calls this is run itself, and leaves it to whoever runs it.
    private void run() {
        if (Thread.currentThread().isVirtual()) {
            return;
        }
        do {
            for (Runnable next = runnable.poll(); next != null; next = runnable.poll()) {
                next.run();
            }
            if (!doomed.isEmpty()) {
                doomed.removeLast().thread().interrupt(); // so that it unwinds
            }
        } while (!doomed.isEmpty() || !runnable.isEmpty() || isSomebodyHeldUp());
    }

    /// Other stages run on other threads, and share locks within the JDK: who waits for one of these goes on at once.
    /// The programs themselves never wait for each other without a limit.
    private boolean isSomebodyHeldUp() {
        alive.removeIf(Actor::hasEnded);
        for (Actor actor : alive) {
            boolean heldUp = actor.isBlocked() && actor.thread().getState() != Thread.State.TIMED_WAITING;
            if (actor.isDead() || heldUp) {
                Thread.onSpinWait();
                return true;
            }
        }
        return false;
    }
}
