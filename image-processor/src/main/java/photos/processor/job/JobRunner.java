package photos.processor.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import photos.image.Orientation;
import photos.job.JobAnswer;
import photos.ledger.Claim;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.Picture;
import photos.ledger.PublishedVariant;
import photos.ledger.Reason;
import photos.ledger.RenderLedger;
import photos.ledger.Rendering;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Preset;
import photos.processor.preset.Presets;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderTask;
import photos.processor.render.Renderer;
import photos.processor.render.ShortOfMemory;
import photos.processor.results.Results;
import photos.processor.results.Reuse;
import photos.processor.results.VariantKey;
import photos.processor.work.JobDirectory;
import photos.processor.work.WorkVolume;
import photos.processor.worker.WorkerDied;
import photos.storage.ObjectKey;
import photos.storage.ObjectMoved;
import photos.storage.ObjectStore;
import photos.storage.ObjectUnreadable;

/// The image processor's half of the protocol, for one object key: read what the ledger wants, render it if it is not
/// there, publish it by one conditional write, tidy up.
public final class JobRunner {
    /// How often to begin again when the ledger moves on during a render, before the hint goes back to the queue.
    private static final int ROUNDS = 8;

    private final RenderLedger ledger;
    private final ObjectStore store;
    private final Results results;
    private final WorkVolume workVolume;
    private final Admission admission;
    private final GateLimits limits;
    private final Renderer renderer;
    private final Renderer isolated;
    private final Presets presets;
    private final Clock clock;
    private final Rests rests;

    /// @param renderer may use a process of its own for some formats, as the next one
    /// @param isolated renders in a process of its own; throws [WorkerDied] if that died over the original
    public JobRunner(
            RenderLedger ledger,
            ObjectStore store,
            Results results,
            WorkVolume workVolume,
            Admission admission,
            GateLimits limits,
            Renderer renderer,
            Renderer isolated,
            Presets presets,
            Clock clock) {
        this.ledger = ledger;
        this.store = store;
        this.results = results;
        this.workVolume = workVolume;
        this.admission = admission;
        this.limits = limits;
        this.renderer = renderer;
        this.isolated = isolated;
        this.presets = presets;
        this.clock = clock;
        this.rests = new Rests(clock);
    }

    /// @param sweepLater whether superseded variants were left for their grace time
    public record Ended(JobAnswer answer, boolean sweepLater) {}

    /// Fails fast, before a job that has to render waits for its key: it costs a look at the ledger and, where there
    /// are variants, at which of them are there, and takes no time from those that are rendered. What needs no
    /// renderer, as a delete, is settled however much there is to do.
    ///
    /// @throws Unavailable if it would find no room to render
    void requireRoom(ObjectKey key) {
        if (!admission.hasRoom() && ledger.find(key).filter(this::needsRenderer).isPresent()) {
            admission.requireRoom();
        }
    }

    private boolean needsRenderer(LedgerItem item) {
        return !isAsWanted(item)
                && item.original()
                        .filter(original -> withoutRendering(task(item.claim(), item), original)
                                .isEmpty())
                        .isPresent();
    }

    /// @throws OriginalMoved if whoever sent the job has to look again
    /// @throws Unavailable if a service does not answer, or there is no room
    public Ended run(ObjectKey key) throws OriginalMoved {
        for (int round = 0; round < ROUNDS; round++) {
            LedgerItem item =
                    ledger.find(key).orElseThrow(() -> new OriginalMoved(key, "the ledger has no item of it"));
            if (isAsWanted(item) || renderAndCommit(item)) {
                boolean sweepLater = results.settle(key);
                Optional<LedgerItem> settled = ledger.find(key).filter(now -> now.state() != State.PENDING);
                if (settled.isPresent()) {
                    return new Ended(answer(settled.get()), sweepLater);
                }
            }
        }
        throw new Unavailable(key + " changed " + ROUNDS + " times while it was worked on");
    }

    private boolean isAsWanted(LedgerItem item) {
        return switch (item.state()) {
            case PENDING -> false;
            case DELETED -> true;
            case READY, DEGRADED, REJECTED ->
                item.recipe().equals(Optional.of(presets.recipe())) && results.areComplete(item);
        };
    }

    /// @return whether the item is now as wanted; false if it has moved on or has to be looked at again
    private boolean renderAndCommit(LedgerItem item) throws OriginalMoved {
        Optional<Claim> claim =
                item.state() == State.PENDING ? Optional.of(item.claim()) : ledger.advance(item.claim());
        if (claim.isEmpty()) {
            return false;
        }
        Optional<Rendering> rendering = render(task(claim.get(), item));
        return rendering.isPresent() && ledger.commit(claim.get(), rendering.get());
    }

    /// A render under way.
    ///
    /// @param kept published variants that stay as they are
    /// @param missing presets that have to be rendered beside them
    private record Task(Claim claim, LedgerItem item, List<PublishedVariant> kept, List<Preset> missing) {}

    private Task task(Claim claim, LedgerItem item) {
        List<PublishedVariant> kept = kept(item);
        return new Task(claim, item, kept, Reuse.missing(presets, kept));
    }

    /// What is already published of this generation stays as it is where its preset has not changed and all of the
    /// preset's variants are there.
    private List<PublishedVariant> kept(LedgerItem item) {
        boolean reusable = item.state() != State.PENDING && item.published().equals(Optional.of(item.generation()));
        return reusable ? Reuse.ofWholePresets(item.variants(), results.present(item)) : List.of();
    }

    /// @return nothing if the item moved on, or a worker died for the last time
    private Optional<Rendering> render(Task task) throws OriginalMoved {
        Original original = task.item()
                .original()
                .orElseThrow(() -> new OriginalMoved(task.claim().key(), "it has no original"));
        Optional<Rendering> known = withoutRendering(task, original);
        return known.isPresent() ? known : render(task, original);
    }

    /// What can be said without the original's bytes.
    ///
    /// @return nothing if they are needed
    private Optional<Rendering> withoutRendering(Task task, Original original) {
        LedgerItem item = task.item();
        if (!fits(item.key())) {
            return rejected(Reason.KEY_TOO_LONG, "its results would need keys of more than 1,024 bytes");
        }
        if (task.missing().isEmpty()) {
            // Only fewer or other names are wanted: what is there is published anew, as damaged as it was.
            return Optional.of(new Rendering.Published(
                    presets.recipe(),
                    inOrder(task.kept()),
                    item.damage(),
                    Optional.empty(),
                    item.thumbhash(),
                    Duration.ZERO));
        }
        if (item.metadataVersion() == PhotoMetadata.UNREAD) {
            // Without its orientation it would lie on its side, should its bytes be there by now.
            return rejected(Reason.UNREADABLE, "it was archived or encrypted when its metadata was to be read");
        }
        if (item.workerDeaths() >= LedgerItem.MAX_WORKER_DEATHS) {
            return rejected(Reason.DECODER_FAILED, "the decoder died of it " + item.workerDeaths() + " times");
        }
        if (original.size() > limits.bytes()) {
            return rejected(
                    Reason.TOO_MANY_BYTES,
                    "the original has " + original.size() + " bytes, at most " + limits.bytes() + " are allowed");
        }
        return Optional.empty();
    }

    /// @return nothing if the item moved on, or a worker died for the last time
    private Optional<Rendering> render(Task task, Original original) throws OriginalMoved {
        Claim claim = task.claim();
        LedgerItem item = task.item();
        requireRested(claim);
        try (var _ = isSuspect(item) ? admission.suspect() : admission.nothing();
                var _ = admission.renderer();
                JobDirectory directory = workVolume.open(original.size())) {
            store.download(claim.key(), claim.generation(), directory.original());
            return decode(task, directory);
        } catch (ObjectMoved e) {
            throw new OriginalMoved(claim.key(), String.valueOf(e.getMessage()));
        } catch (ObjectUnreadable e) {
            return Optional.of(outOfReach(item, String.valueOf(e.getMessage())));
        } catch (IOException | UncheckedIOException e) { // unchecked where S3's client reads a variant that is gone
            throw new Unavailable("the work volume failed during the job for " + claim.key() + ": " + e, e);
        }
    }

    private void requireRested(Claim claim) {
        Duration left = rests.left(claim);
        if (left.isPositive()) {
            throw new Unavailable("a worker died while it rendered " + claim.key() + ", which rests now", left);
        }
    }

    /// What is published of an original that was archived later stays, whatever else is wanted by now: it could not be
    /// made anew.
    private Rendering outOfReach(LedgerItem item, String why) {
        Rendering.Failure failure = new Rendering.Failure(Reason.UNREADABLE, why);
        List<PublishedVariant> there =
                item.published().equals(Optional.of(item.generation())) ? results.present(item) : List.of();
        return there.isEmpty()
                ? new Rendering.Rejected(presets.recipe(), failure)
                : new Rendering.Published(
                        presets.recipe(), there, item.damage(), Optional.of(failure), item.thumbhash(), Duration.ZERO);
    }

    private Optional<Rendering> decode(Task task, JobDirectory directory) throws IOException {
        Instant start = clock.instant();
        Optional<RenderOutcome> outcome = attempt(task, directory);
        return outcome.isPresent() ? publish(task, outcome.get(), start) : Optional.empty();
    }

    /// Whoever is killed in here leaves an attempt behind, which makes the photo a suspect until it is handed over
    /// again; a suspect is looked at and rendered in a process of its own, so that it harms no other.
    private Optional<RenderOutcome> attempt(Task task, JobDirectory directory) throws IOException {
        if (!ledger.beginAttempt(task.claim())) {
            return Optional.empty();
        }
        try (Admission.Share memory = admission.memory()) {
            RenderTask wanted = new RenderTask(
                    directory.original(), orientation(task), new Presets(task.missing()), directory.path());
            RenderOutcome outcome = (isSuspect(task.item()) ? isolated : renderer).render(wanted, memory);
            ledger.endAttempt(task.claim(), task.item().attempts());
            return Optional.of(outcome);
        } catch (WorkerDied _) {
            rests.begin(task.claim(), limits.deadline());
            recordWorkerDeath(task);
            return Optional.empty(); // the ledger has to decide
        } catch (ShortOfMemory e) {
            // The attempt stays counted, so that next time the photo is rendered alone.
            throw new Unavailable("memory ran short while " + task.claim().key() + " was rendered", e);
        } catch (IOException | Unavailable e) {
            // The process survived, so the attempt does not count.
            ledger.endAttempt(task.claim(), task.item().attempts());
            throw e;
        }
    }

    /// Memory may be short for a while, which is not the photo's fault: it may be tried again after a rest, when
    /// whatever is rendered beside it has ended.
    ///
    /// @throws Unavailable if this death is not the last
    private void recordWorkerDeath(Task task) {
        int deaths = task.item().workerDeaths() + 1;
        boolean counted = ledger.recordWorkerDeath(task.claim(), deaths - 1) || isStill(task.claim());
        if (counted && deaths < LedgerItem.MAX_WORKER_DEATHS) {
            throw new Unavailable(
                    "a worker died while it rendered %s, death %d of %d"
                            .formatted(task.claim().key(), deaths, LedgerItem.MAX_WORKER_DEATHS),
                    limits.deadline());
        }
    }

    /// Then it was counted by the same request, whose answer was lost.
    private boolean isStill(Claim claim) {
        return ledger.find(claim.key()).map(LedgerItem::claim).equals(Optional.of(claim));
    }

    private static Orientation orientation(Task task) {
        return task.item().picture().map(Picture::orientation).orElse(Orientation.UPRIGHT);
    }

    private static boolean isSuspect(LedgerItem item) {
        return item.attempts() > 0;
    }

    /// What stays published is as damaged as it was.
    private static Optional<Rendering.Failure> damage(Task task, List<PublishedVariant> published) {
        return task.item().damage().filter(_ -> published.stream().anyMatch(task.kept()::contains));
    }

    /// The variants of each preset, at least one, in the order of the presets.
    private List<PublishedVariant> inOrder(List<PublishedVariant> variants) {
        List<PublishedVariant> ordered = new ArrayList<>();
        for (Preset preset : presets.list()) {
            List<PublishedVariant> ofPreset =
                    variants.stream().filter(v -> Reuse.isOf(preset, v)).toList();
            if (ofPreset.isEmpty()) {
                throw new IllegalStateException("the renderer made nothing of the preset " + preset.name());
            }
            ordered.addAll(ofPreset);
        }
        return ordered;
    }

    private Optional<Rendering> publish(Task task, RenderOutcome outcome, Instant start) throws IOException {
        return switch (outcome) {
            case RenderOutcome.Unrenderable unrenderable -> rejected(unrenderable.failure());
            case RenderOutcome.Rendered rendered -> {
                List<PublishedVariant> fresh = results.upload(task.claim(), rendered.variants());
                List<PublishedVariant> all = inOrder(
                        Stream.concat(fresh.stream(), task.kept().stream()).toList());
                Duration took = Duration.between(start, clock.instant());
                yield Optional.of(new Rendering.Published(
                        presets.recipe(),
                        all,
                        rendered.degraded().or(() -> damage(task, all)),
                        Optional.empty(),
                        Optional.of(rendered.thumbhash()),
                        took));
            }
        };
    }

    private boolean fits(ObjectKey key) {
        return VariantKey.fits(key, presets.list());
    }

    private Optional<Rendering> rejected(Reason reason, String message) {
        return rejected(new Rendering.Failure(reason, message));
    }

    private Optional<Rendering> rejected(Rendering.Failure failure) {
        return Optional.of(new Rendering.Rejected(presets.recipe(), failure));
    }

    private static JobAnswer answer(LedgerItem item) {
        return new JobAnswer(
                item.state(),
                item.failure().map(Rendering.Failure::reason),
                item.variants().stream().map(PublishedVariant::key).distinct().toList());
    }
}
