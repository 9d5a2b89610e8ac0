package photos.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import photos.clock.SettableClock;
import photos.ingest.IngestDoor;
import photos.job.JobAnswer;
import photos.ledger.InMemoryLedger;
import photos.ledger.PublishedVariant;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.processor.job.OriginalMoved;
import photos.processor.preset.Presets;
import photos.processor.reconcile.Retry;
import photos.processor.worker.WorkerDied;
import photos.storage.InMemoryObjectStore;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;

/// Bucket, ledger and queue, the programs that run on them, and people. It does what it is told, and nothing by itself.
final class Pipeline {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-07-01T12:00:00Z"));
    private final InMemoryObjectStore bucket = new InMemoryObjectStore(clock);
    private final InMemoryLedger table = new InMemoryLedger(clock);
    private final Trace trace;
    private final Stage stage;
    private final Watch watch;
    private final Mutation mutation;
    private final IngestDoor lambda;
    private final List<Hint> queue = new ArrayList<>();
    private final Map<Actor, Delivery> lambdas = new LinkedHashMap<>();
    private final List<Processor> processors = new ArrayList<>();
    private final List<Supplier<?>> late = new ArrayList<>();
    private final Set<Integer> luckless = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private int numbers;

    Pipeline(Trace trace, Mutation mutation) {
        this.trace = trace;
        this.stage = new Stage(trace);
        this.watch = new Watch(bucket, table, trace);
        this.mutation = mutation;
        this.lambda = new IngestDoor(Hint.BUCKET, store(Owner.LAMBDA), ledger(Owner.LAMBDA), this::post, clock);
    }

    private ObjectStore store(Owner owner) {
        return mutation.store(
                owner, new StagedStore(owner, bucket, stage, watch), new StagedLedger(owner, table, stage, watch));
    }

    private ProtocolLedger ledger(Owner owner) {
        return mutation.ledger(
                owner, new StagedLedger(owner, table, stage, watch), new StagedStore(owner, bucket, stage, watch));
    }

    Stage stage() {
        return stage;
    }

    Watch watch() {
        return watch;
    }

    InMemoryObjectStore bucket() {
        return bucket;
    }

    InMemoryLedger table() {
        return table;
    }

    List<Hint> queue() {
        return queue;
    }

    List<Processor> processors() {
        return processors;
    }

    Collection<Actor> lambdas() {
        return lambdas.keySet();
    }

    /// Requests of the dead that are still on their way.
    List<Supplier<?>> late() {
        return late;
    }

    Map<String, Integer> counts() {
        return counts;
    }

    private int count(String what) {
        trace.add("*", what);
        return counts.merge(what, 1, Integer::sum);
    }

    private String name(String of) {
        return of + " " + counts.merge(of + "s", 1, Integer::sum);
    }

    // ---- people

    /// @param luckless whether a worker process dies over it once, through no fault of the photo
    void upload(ObjectKey key, Photo.Kind kind, boolean luckless) {
        Photo photo = new Photo(kind, numbers++);
        trace.add("* a person puts", photo, "at", key);
        counts.merge("uploads", 1, Integer::sum);
        if (luckless) {
            this.luckless.add(photo.number());
        }
        bucket.put(key, photo.content());
        watch.changed(key, Optional.of(photo));
    }

    void delete(ObjectKey key) {
        count("deletes");
        bucket.delete(key);
        watch.changed(key, Optional.empty());
    }

    /// Removes the delete marker, so that the generation below it is the current one again.
    boolean undelete(ObjectKey key) {
        if (!bucket.removeDeleteMarker(key)) {
            return false;
        }
        count("delete markers removed");
        watch.changed(key, Optional.empty());
        return true;
    }

    /// Takes away a published variant by hand.
    boolean loseVariant(ObjectKey key) {
        Optional<ObjectKey> variant = table.find(key).stream()
                .flatMap(item -> item.variants().stream())
                .map(PublishedVariant::key)
                .filter(v -> bucket.head(v).isPresent())
                .findFirst();
        variant.ifPresent(lost -> {
            count("variants lost");
            watch.takenByHand(lost);
            bucket.delete(lost);
        });
        return variant.isPresent();
    }

    void tick(Duration by) {
        trace.add("* time passes:", by);
        clock.advance(by);
    }

    void send(Hint hint) {
        queue.add(hint);
    }

    /// What `photos status --retry` does for one key.
    void retry(ObjectKey key) {
        String name = name("operator");
        Retry retry = new Retry(ledger(Owner.OPERATOR), hinted -> queue.add(Hint.fromHere(hinted)));
        stage.start(name, () -> {
            try {
                var _ = retry.again(key);
            } catch (Unavailable _) {
                // tells the operator
            }
        });
    }

    // ---- the Lambda

    /// A message in flight.
    private static final class Delivery {
        private final Hint hint;
        private boolean settled;

        private Delivery(Hint hint) {
            this.hint = hint;
        }
    }

    /// @param stays whether the queue forgets that it has delivered the message, and delivers it again
    void deliver(Hint hint, boolean stays) {
        trace.add("* delivered:", hint, stays ? "(not for the last time)" : "");
        if (!stays) {
            queue.remove(hint);
        }
        Delivery delivery = new Delivery(hint);
        lambdas.put(stage.start(name("lambda"), () -> delivery.settled = lambda.receive(hint.message())), delivery);
        reap();
    }

    /// What ended without success comes again.
    void reap() {
        lambdas.entrySet().removeIf(entry -> {
            if (entry.getKey().hasEnded() && !entry.getValue().settled) {
                queue.add(entry.getValue().hint);
            }
            return entry.getKey().hasEnded();
        });
    }

    private Optional<State> post(ObjectKey key) {
        Actor sender = Stage.SELF.get();
        Job job = stage.write("POST /jobs for", key, () -> accept(key, sender));
        stage.await();
        return stage.read("the answer to the job for", key, job::state);
    }

    private Job accept(ObjectKey key, Actor sender) {
        if (processors.isEmpty()) {
            throw new Unavailable("connection refused");
        }
        Processor processor = processors.get(counts.getOrDefault("jobs", 0) % processors.size());
        Job job = new Job(key, sender);
        processor.jobs().add(job);
        run(processor, name("job") + " of " + processor, () -> {
            job.answer(answer(processor, key));
            processor.jobs().remove(job);
            stage.wake(sender);
        });
        return job;
    }

    private void run(Processor processor, String name, Runnable body) {
        processor.actors().removeIf(Actor::hasEnded);
        processor.actors().add(stage.start(name, body));
    }

    private static Job.Answer answer(Processor processor, ObjectKey key) {
        try {
            JobAnswer answer = processor.door().run(key);
            return new Job.Answer.Ok(answer.state());
        } catch (OriginalMoved _) {
            return new Job.Answer.Conflict();
        } catch (Unavailable e) {
            return new Job.Answer.Busy(String.valueOf(e.getMessage()));
        }
    }

    /// The Lambda's patience with the processor is at an end; the job goes on.
    void timeOut(Job job) {
        count("time-outs");
        stage.wake(job.sender());
    }

    // ---- the image processor

    Processor startProcessor(Presets presets, int renderers) {
        String name = "p" + counts.merge("processors", 1, Integer::sum);
        trace.add("*", name, "starts with", presets.definitions());
        Processor[] self = new Processor[1];
        Processor processor = new Processor(
                name,
                renderers,
                presets,
                new Processor.Surroundings(
                        clock,
                        store(Owner.PROCESSOR),
                        ledger(Owner.PROCESSOR),
                        photo -> decodeHere(photo, self),
                        photo -> decodeAlone(photo, self),
                        mutation));
        self[0] = processor;
        processors.add(processor);
        return processor;
    }

    private long decodeHere(Photo photo, Processor[] here) {
        return stage.read("decode", photo, () -> {
            if (photo.kind() == Photo.Kind.DEADLY || photo.kind() == Photo.Kind.CRASHING) {
                watch.crashed();
                kill(here[0], false);
            }
            return (long) counts.merge("renders", 1, Integer::sum);
        });
    }

    private long decodeAlone(Photo photo, Processor[] parent) throws WorkerDied {
        return stage.<Long, WorkerDied, RuntimeException>read("decode alone", photo, () -> {
            if (photo.kind() == Photo.Kind.DEADLY || luckless.remove(photo.number())) {
                count("worker deaths");
                watch.workerDied(parent[0], clock.instant());
                throw new WorkerDied("ended without an answer");
            }
            return (long) counts.merge("renders", 1, Integer::sum);
        });
    }

    /// Superseded variants whose grace time is over.
    Optional<Runnable> dueTimer(Processor processor) {
        return processor.timers().stream()
                .filter(timer -> !timer.due().isAfter(clock.instant()))
                .findFirst()
                .map(timer -> () -> {
                    processor.timers().remove(timer);
                    run(processor, name("sweep") + " of " + processor, timer.task());
                });
    }

    /// @param lateRequests whether what its actors were about to write may still take place
    void kill(Processor processor, boolean lateRequests) {
        count("processor kills");
        processors.remove(processor);
        if (lateRequests) {
            processor.actors().forEach(this::keepRequest);
        }
        List<Job> unanswered = List.copyOf(processor.jobs());
        stage.kill(processor.actors());
        unanswered.forEach(job -> stage.wake(job.sender()));
    }

    void killLambda(Actor actor, boolean lateRequest) {
        count("lambda kills");
        if (lateRequest) {
            keepRequest(actor);
        }
        stage.kill(List.of(actor));
        reap();
    }

    private void keepRequest(Actor actor) {
        actor.step().flatMap(Actor.Step::write).ifPresent(write -> {
            trace.add("* on its way still:", actor, actor.step().orElseThrow());
            late.add(write);
        });
    }

    /// A dead process's request arrives.
    void arrive(Supplier<?> request) {
        late.remove(request);
        count("late requests");
        try {
            trace.answer(request.get());
        } catch (Unavailable _) {
            // nobody is there to hear of it
        }
    }

    /// Whether any job or sweep is under way.
    boolean isWorking() {
        return processors.stream().flatMap(p -> p.actors().stream()).anyMatch(actor -> !actor.hasEnded());
    }
}
