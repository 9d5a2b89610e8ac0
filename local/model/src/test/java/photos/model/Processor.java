package photos.model;

import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import photos.clock.SettableClock;
import photos.ledger.RenderLedger;
import photos.processor.gate.GateLimits;
import photos.processor.job.Admission;
import photos.processor.job.JobRunner;
import photos.processor.job.Jobs;
import photos.processor.preset.Presets;
import photos.processor.results.Results;
import photos.processor.work.WorkVolume;
import photos.storage.ObjectStore;

/// A process of the image processor, with everything real that is not a picture, the network or the clock. What it
/// remembers dies with it.
final class Processor {
    static final Duration GRACE = Duration.ofMinutes(10);

    /// Never at an end by itself; the schedule ends it.
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final long COST_BYTES = 1L << 20;
    private static final GateLimits LIMITS = GateLimits.withBudget(COST_BYTES);

    /// Of a photo on which a worker died.
    static final Duration REST = LIMITS.deadline();

    private static final ThreadLocal<FileSystem> DISK = ThreadLocal.withInitial(Jimfs::newFileSystem);

    private final String name;
    private final Presets presets;
    private final JobDoor door;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();

    /// Something to be done at a time.
    record Timer(Instant due, Runnable task) {}

    /// What a process is made of besides itself.
    record Surroundings(
            SettableClock clock,
            ObjectStore store,
            RenderLedger ledger,
            ModelRenderer.Decoding here,
            ModelRenderer.Decoding isolated,
            Mutation mutation) {}

    Processor(String name, int renderers, Presets presets, Surroundings around) {
        this.name = name;
        this.presets = presets;
        JobRunner runner = new JobRunner(
                around.ledger(),
                around.store(),
                new Results(around.store(), around.ledger(), GRACE, around.clock()),
                workVolume(name),
                new Admission(renderers, COST_BYTES, PATIENCE),
                LIMITS,
                new ModelRenderer(around.here()),
                new ModelRenderer(around.isolated()),
                presets,
                around.mutation().clock(around.clock()));
        Jobs real = new Jobs(
                runner,
                PATIENCE,
                GRACE,
                (wait, task) -> timers.add(new Timer(around.clock().instant().plus(wait), task)));
        this.door = around.mutation().jobs(real::run, around.clock());
    }

    private static WorkVolume workVolume(String name) {
        try {
            return WorkVolume.at(DISK.get().getPath("/work/" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Presets presets() {
        return presets;
    }

    JobDoor door() {
        return door;
    }

    /// Everything that dies with it.
    List<Actor> actors() {
        return actors;
    }

    /// Those whose answer is awaited.
    List<Job> jobs() {
        return jobs;
    }

    List<Timer> timers() {
        return timers;
    }

    @Override
    public String toString() {
        return name;
    }
}
