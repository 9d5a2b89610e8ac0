package photos.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Many schedules, on all processors, until one breaks a promise or there have been enough.
final class Schedules {
    private final Supplier<Mutation> mutation;
    private final AtomicLong next;
    private final LongAdder done = new LongAdder();
    private final LongAdder steps = new LongAdder();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final AtomicLong broken = new AtomicLong(Long.MAX_VALUE);

    private Schedules(long from, Supplier<Mutation> mutation) {
        this.next = new AtomicLong(from);
        this.mutation = mutation;
    }

    /// What many schedules came to.
    ///
    /// @param broken the lowest seed that was found to break a promise
    /// @param counts of what happened in all of them
    record Outcome(long schedules, long steps, Optional<Long> broken, Map<String, Long> counts, Duration took) {}

    static Outcome fixedNumber(long from, long number, Supplier<Mutation> mutation) {
        Schedules schedules = new Schedules(from, mutation);
        return schedules.run(() -> schedules.next.get() < from + number);
    }

    static Outcome until(long from, long nanoTime, Supplier<Mutation> mutation) {
        return new Schedules(from, mutation).run(() -> System.nanoTime() < nanoTime);
    }

    private Outcome run(BooleanSupplier more) {
        long start = System.nanoTime();
        int processors = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
            for (int i = 0; i < processors; i++) {
                threads.execute(() -> {
                    while (more.getAsBoolean() && broken.get() == Long.MAX_VALUE) {
                        one(next.getAndIncrement());
                    }
                });
            }
        }
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((what, sum) -> sums.put(what, sum.sum()));
        return new Outcome(
                done.sum(),
                steps.sum(),
                Optional.of(broken.get()).filter(seed -> seed < Long.MAX_VALUE),
                sums,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private void one(long seed) {
        Schedule.Result result = new Schedule(seed, mutation.get(), false).run();
        done.increment();
        steps.add(result.steps());
        result.counts()
                .forEach((what, count) ->
                        counts.computeIfAbsent(what, _ -> new LongAdder()).add(count));
        if (result.broken().isPresent()) {
            broken.accumulateAndGet(seed, Math::min);
        }
    }

    /// The story of a seed, to be read.
    static String story(long seed, Mutation mutation) {
        Schedule.Result result = new Schedule(seed, mutation, true).run();
        return "schedule %d: %s%n%s%nagain: mvn -B test -pl local/model -am -Dtest=ProtocolModelTest -Dsurefire.failIfNoSpecifiedTests=false -Dschedule.seed=%d"
                .formatted(
                        seed,
                        result.broken().map(promise -> "broken: " + promise).orElse("every promise was kept"),
                        String.join("\n", result.trace()),
                        seed);
    }
}
