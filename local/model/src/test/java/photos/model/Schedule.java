package photos.model;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import photos.ledger.LedgerItem;
import photos.ledger.State;
import photos.processor.preset.Preset;
import photos.processor.preset.Presets;
import photos.storage.Content;
import photos.storage.ObjectKey;

/// One run of the pipeline: people change the bucket, and a seed decides who takes the next step and what goes wrong.
/// Then faults stop, and everything has to come to its end; then the reconciler's jobs run, and everything has to be as
/// wanted.
final class Schedule {
    private static final ObjectKey PARENT = new ObjectKey("uploads/a");
    private static final ObjectKey CHILD = new ObjectKey("uploads/a/b.jpg");
    private static final ObjectKey LONG = new ObjectKey("uploads/" + "x".repeat(1010));

    /// Objects of others in a results folder.
    private static final List<ObjectKey> STRANGERS =
            List.of(new ObjectKey("results/a/notes.txt"), new ObjectKey("results/a/thumb.jpg"));

    private static final List<Presets> PRESETS = Stream.of(
                    "t 10x10 cover jpeg 80; s 20x20 inside jpeg 80",
                    "t 10x10 cover jpeg 80; s 30x30 inside jpeg 80; w 40x40 inside jpeg 80",
                    "t 10x10 cover jpeg 80",
                    "w 40x40 inside jpeg 80; t 10x10 cover jpeg 80")
            .map(Presets::parse)
            .toList();

    /// Of a read the first alone.
    private static final List<Fate> FAULTS = List.of(Fate.REFUSED, Fate.UNANSWERED, Fate.SENT_TWICE);

    private static final List<Photo.Kind> BAD =
            List.of(Photo.Kind.DAMAGED, Photo.Kind.BROKEN, Photo.Kind.DEADLY, Photo.Kind.CRASHING);

    private static final int MAX_STEPS = 20_000;
    private static final int MAX_LAMBDAS = 4;

    private final SplittableRandom random;
    private final Weather weather;
    private final Trace trace;
    private final Pipeline pipeline;
    private final List<ObjectKey> keys;
    private final Map<Actor, Integer> priorities = new HashMap<>();
    private Presets presets;
    private Optional<Actor> last = Optional.empty();
    private boolean hintsAreComplete = true;
    private int changesLeft;
    private int steps;

    Schedule(long seed, Mutation mutation, boolean traced) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L);
        this.weather = Weather.of(random);
        this.trace = new Trace(traced);
        this.pipeline = new Pipeline(trace, mutation);
        this.keys = weather.longKey() ? List.of(LONG) : weather.keys() == 1 ? List.of(PARENT) : List.of(PARENT, CHILD);
        this.presets = PRESETS.get(random.nextInt(PRESETS.size()));
        this.changesLeft = weather.changes();
        trace.add("* weather:", weather);
    }

    /// How a run went.
    ///
    /// @param broken the promise that was broken, if one was
    /// @param counts of what happened
    /// @param trace the steps, where they were kept
    record Result(Optional<String> broken, int steps, Map<String, Integer> counts, List<String> trace) {}

    Result run() {
        for (ObjectKey stranger : STRANGERS) {
            pipeline.bucket()
                    .put(stranger, new Content(new Content.Body.Text("x"), "text/plain", Optional.empty(), Map.of()));
        }
        if (weather.processors() > 1) {
            pipeline.watch().allowOverlap();
        }
        pipeline.startProcessor(presets, weather.renderers());
        storm();
        calm();
        reconcile();
        Map<String, Integer> counts = new HashMap<>(pipeline.counts());
        return new Result(pipeline.watch().broken(), steps, counts, trace.lines());
    }

    private boolean isBroken() {
        pipeline.stage().thrown().ifPresent(t -> pipeline.watch().fail("nothing is thrown that nobody expects: " + t));
        return pipeline.watch().broken().isPresent();
    }

    // ---- everything at once

    private void storm() {
        int afterwards = random.nextInt(60);
        while (!isBroken() && afterwards > 0 && steps < MAX_STEPS) {
            if (changesLeft == 0) {
                afterwards--;
            }
            happen();
        }
    }

    private void happen() {
        int what = random.nextInt(1000);
        if (what < weather.kills()) {
            kill();
        } else if (what < 90 && changesLeft > 0) {
            changesLeft--;
            change(keys.get(random.nextInt(keys.size())));
        } else if (what < 250) {
            deliver();
        } else if (what < 260) {
            impatience();
        } else if (what < 280) {
            time();
        } else if (what < 300) {
            lateRequest();
        } else if (what < 340) {
            startProcessor();
        } else {
            step();
        }
    }

    private <T> Optional<T> any(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
    }

    private void step() {
        next().ifPresent(actor -> {
            steps++;
            boolean fault = random.nextInt(1000) < weather.faults();
            boolean writes = actor.step().flatMap(Actor.Step::write).isPresent();
            Fate fate = !fault ? Fate.ANSWERED : FAULTS.get(random.nextInt(writes ? FAULTS.size() : 1));
            boolean post = actor.step().filter(s -> s.verb().startsWith("POST")).isPresent();
            Fate told = post && fate == Fate.SENT_TWICE ? Fate.UNANSWERED : fate;
            if (told != Fate.ANSWERED) {
                count("requests " + told, 1);
            }
            release(actor, told);
        });
    }

    private void count(String what, int times) {
        pipeline.counts().merge(what, times, Integer::sum);
    }

    private void release(Actor actor, Fate fate) {
        pipeline.stage().release(actor, fate);
        pipeline.reap();
        if (!pipeline.isWorking()) {
            keys.stream()
                    .filter(key -> !weather.longKey() && pipeline.late().isEmpty())
                    .forEach(this::requireTruth);
        }
    }

    /// Nobody works, so nobody is about to mend anything.
    private void requireTruth(ObjectKey key) {
        if (pipeline.watch().isStrict() || pipeline.counts().getOrDefault("late requests", 0) == 0) {
            pipeline.watch().requireManifestNamesWhatIsThere(key);
        }
    }

    private Optional<Actor> next() {
        List<Actor> actors = pipeline.stage().atStep();
        Optional<Actor> next = switch (weather.pace()) {
            case EVEN -> any(actors);
            case BURSTS ->
                last.filter(actor -> actors.contains(actor) && random.nextInt(6) > 0)
                        .or(() -> any(actors));
            case PRIORITIES -> actors.stream().max(Comparator.comparingInt(this::priority));
        };
        if (weather.pace() == Weather.Pace.PRIORITIES && random.nextInt(12) == 0) {
            next.ifPresent(actor -> priorities.put(actor, -random.nextInt(1000)));
        }
        last = next;
        return next;
    }

    private int priority(Actor actor) {
        return priorities.computeIfAbsent(actor, _ -> random.nextInt(1000));
    }

    private void deliver() {
        if (pipeline.lambdas().size() < MAX_LAMBDAS) {
            any(pipeline.queue()).ifPresent(hint -> {
                boolean stays = !weather.isCalm() && random.nextInt(12) == 0;
                if (stays) {
                    count("messages that stay in the queue", 1);
                }
                pipeline.deliver(hint, stays);
            });
        }
    }

    // ---- what people and operators do

    private void change(ObjectKey key) {
        boolean there = pipeline.bucket().head(key).isPresent();
        int what = random.nextInt(100);
        if (what < 40 || (!there && what < 70)) {
            if (there || random.nextInt(3) > 0 || !pipeline.undelete(key)) {
                pipeline.upload(key, kind(), random.nextInt(10) == 0);
            }
            announce(key);
        } else if (what < 70) {
            pipeline.delete(key);
            announce(key);
        } else if (what < 78) {
            pipeline.send(Hint.fromHere(key));
        } else if (what < 86) {
            pipeline.retry(key);
        } else if (weather.lossy()) {
            if (what < 94) {
                changePresets(key);
            } else if (pipeline.loseVariant(key)) {
                hintsAreComplete = false;
            }
        }
    }

    private Photo.Kind kind() {
        int kind = random.nextInt(20);
        return kind < 15 ? Photo.Kind.HEALTHY : BAD.get(kind % BAD.size());
    }

    private void announce(ObjectKey key) {
        int times = 1;
        if (weather.lossy() && random.nextInt(6) == 0) {
            hintsAreComplete = false;
            times = 0;
            count("events lost", 1);
        } else if (random.nextInt(4) == 0) {
            times = 2 + random.nextInt(2);
            count("events told again", times - 1);
        }
        for (int i = 0; i < times; i++) {
            pipeline.send(Hint.fromS3(key));
        }
    }

    private void changePresets(ObjectKey key) {
        count("preset changes", 1);
        presets = PRESETS.get(random.nextInt(PRESETS.size()));
        if (weather.processors() == 1) {
            List.copyOf(pipeline.processors()).forEach(p -> pipeline.kill(p, false));
        } else if (pipeline.processors().size() == weather.processors()) {
            pipeline.kill(pipeline.processors().getFirst(), false);
        }
        pipeline.startProcessor(presets, weather.renderers());
        pipeline.send(Hint.fromHere(key));
    }

    // ---- what goes wrong

    private void kill() {
        boolean late = weather.lossy() && random.nextInt(3) == 0;
        if (random.nextBoolean()) {
            any(List.copyOf(pipeline.lambdas())).ifPresent(actor -> pipeline.killLambda(actor, late));
        } else {
            any(pipeline.processors()).ifPresent(processor -> pipeline.kill(processor, late));
        }
        if (!pipeline.late().isEmpty()) {
            pipeline.watch().allowOverlap();
            hintsAreComplete = false;
        }
    }

    private void lateRequest() {
        any(pipeline.late()).ifPresent(pipeline::arrive);
    }

    private void startProcessor() {
        int wanted = weather.processors() == 1 ? 1 : 1 + random.nextInt(2);
        if (pipeline.processors().size() < wanted) {
            pipeline.startProcessor(presets, weather.renderers());
        }
    }

    /// Somebody has waited long enough, for an answer or for another job.
    private void impatience() {
        if (weather.isCalm()) {
            return;
        }
        if (random.nextBoolean()) {
            any(pipeline.processors()).flatMap(p -> any(p.jobs())).ifPresent(job -> {
                if (job.sender().isAwaiting()) {
                    pipeline.timeOut(job);
                }
            });
        } else {
            any(pipeline.processors())
                    .flatMap(p ->
                            any(p.actors().stream().filter(Actor::isBlocked).toList()))
                    .ifPresent(waiting -> {
                        count("waits cut short", 1);
                        pipeline.stage().interrupt(waiting);
                    });
        }
        pipeline.reap();
    }

    /// Any request and any job may take longer than the grace time.
    private void time() {
        boolean long_ = random.nextBoolean();
        pipeline.tick(long_ ? Processor.GRACE.plusSeconds(2) : Duration.ofSeconds(random.nextInt(100)));
        timers();
    }

    private void timers() {
        for (Processor processor : List.copyOf(pipeline.processors())) {
            for (Optional<Runnable> due = pipeline.dueTimer(processor);
                    due.isPresent();
                    due = pipeline.dueTimer(processor)) {
                due.get().run();
            }
        }
    }

    // ---- faults have stopped

    /// Until nobody has anything left to do.
    private void calm() {
        while (!pipeline.late().isEmpty()) {
            lateRequest();
        }
        trace.add("* faults stop");
        drain();
        if (!isBroken() && hintsAreComplete) {
            keys.forEach(pipeline.watch()::requireAgreement);
        }
    }

    private void drain() {
        int most = steps + 3_000;
        while (!isBroken()) {
            if (pipeline.processors().isEmpty()) {
                pipeline.startProcessor(presets, weather.renderers());
            }
            // A message may come before its photo has rested.
            if (!pipeline.queue().isEmpty() && random.nextInt(10) == 0) {
                pipeline.tick(Processor.REST);
            }
            if (pipeline.lambdas().size() < MAX_LAMBDAS) {
                any(pipeline.queue()).ifPresent(hint -> pipeline.deliver(hint, false));
            }
            Optional<Actor> actor = any(pipeline.stage().atStep());
            if (actor.isPresent()) {
                steps++;
                release(actor.get(), Fate.ANSWERED);
            } else if (pipeline.queue().isEmpty()) {
                requireRest();
                return;
            }
            if (steps > most) {
                pipeline.watch().fail("everything comes to rest");
            }
        }
    }

    private void requireRest() {
        if (!pipeline.lambdas().isEmpty() || pipeline.isWorking()) {
            pipeline.watch().fail("nobody waits for ever: " + pipeline.lambdas());
        }
    }

    // ---- the reconciler

    private void reconcile() {
        if (isBroken()) {
            return;
        }
        trace.add("* reconcile");
        if (weather.isCalm() && !pipeline.counts().containsKey("processor kills")) {
            keys.forEach(pipeline.watch()::requireInnocence);
        }
        List.copyOf(pipeline.processors()).forEach(processor -> pipeline.kill(processor, false));
        pipeline.startProcessor(presets, weather.renderers());
        hintAtAll();
        pipeline.tick(Processor.GRACE.plusSeconds(2));
        hintAtAll();
        if (isBroken()) {
            return;
        }
        List<String> names = presets.list().stream().map(Preset::name).toList();
        keys.forEach(key -> pipeline.watch().requireAsWanted(key, presets.recipe(), names, Set.copyOf(STRANGERS)));
        long toBucket = pipeline.bucket().writes();
        long toLedger = pipeline.table().writes();
        hintAtAll();
        if (pipeline.bucket().writes() != toBucket || pipeline.table().writes() != toLedger) {
            pipeline.watch().fail("a second reconcile writes nothing");
        }
        if (STRANGERS.stream().anyMatch(s -> pipeline.bucket().head(s).isEmpty())) {
            pipeline.watch().fail("what belongs to others stays");
        }
    }

    private void hintAtAll() {
        keys.forEach(key -> pipeline.send(Hint.fromHere(key)));
        drain();
    }

    /// For a line of what a run came to.
    String ends() {
        return keys.stream()
                .map(key -> pipeline.table()
                        .find(key)
                        .map(LedgerItem::state)
                        .map(State::name)
                        .orElse("-"))
                .collect(Collectors.joining(" "));
    }
}
