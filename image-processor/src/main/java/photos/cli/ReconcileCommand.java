package photos.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import photos.json.Json;
import photos.processor.NativeCodecs;
import photos.processor.preset.Presets;
import photos.processor.reconcile.Finding;
import photos.processor.reconcile.Hinting;
import photos.processor.reconcile.Inventory;
import photos.processor.reconcile.Kind;
import photos.processor.reconcile.Plan;
import photos.processor.reconcile.ReconcileSettings;
import photos.processor.reconcile.Reconciler;
import photos.processor.reconcile.Run;
import photos.processor.reconcile.WorkList;
import photos.storage.ObjectKey;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `photos reconcile`.
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = "Compares bucket, ledger and results, says what differs, and has it put right.")
final class ReconcileCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup
    private Mode mode = new Mode();

    static final class Mode {
        @Option(names = "--plan", description = "Say what a run would do, and do nothing; this is the default.")
        private boolean plan;

        @Option(names = "--run", description = "Do it, or go on with a run that was interrupted.")
        private boolean run;
    }

    @Option(names = "--rate", paramLabel = "N", description = "Hints sent a second, at most; ${DEFAULT-VALUE}.")
    private int rate = 100;

    @Option(names = "--prefix", paramLabel = "P", description = "Only keys with this prefix, after uploads/.")
    private String prefix = "";

    @Option(
            names = "--stuck-after",
            paramLabel = "SECONDS",
            description = "A photo that is PENDING for longer gets another hint; ${DEFAULT-VALUE}.")
    private int stuckAfter = 900;

    @Option(
            names = "--cursor",
            paramLabel = "FILE",
            description = "Where a run keeps how far it got; in ~/.local/state/photos unless given.")
    private Optional<Path> cursor = Optional.empty();

    @Option(
            names = "--inventory",
            paramLabel = "FILE",
            description = "With --run: hints at all originals in this list of S3 Inventory, and compares nothing.")
    private Optional<Path> inventory = Optional.empty();

    @Option(names = "--anew", description = "Forget a run that was interrupted.")
    private boolean anew;

    @Option(names = "--wait", description = "End only when the queue is empty.")
    private boolean wait;

    @Option(names = "--json", description = "The plan as a JSON object.")
    private boolean json;

    ReconcileCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireSense();
        String paths = prefix.startsWith(ObjectKey.UPLOADS) ? prefix.substring(ObjectKey.UPLOADS.length()) : prefix;
        ReconcileSettings settings = ReconcileSettings.from(NativeCodecs.effectiveHere(presets()), environment);
        WorkList.About about = new WorkList.About(
                Pipeline.value(environment, "PHOTOS_BUCKET"),
                paths,
                settings.presets().recipe(),
                inventory.isPresent() ? Inventory.identity(inventory.get()) : "");
        try (Pipeline pipeline = Pipeline.open(environment)) {
            if (mode.run && !mode.plan) {
                run(pipeline, settings, about);
            } else {
                plan(pipeline, settings, about, () -> finding -> {});
            }
        }
        return 0;
    }

    private void requireSense() {
        if (rate < 1 || stuckAfter < 0) {
            throw new ParameterException(spec.commandLine(), "--rate is at least 1 and --stuck-after at least 0");
        }
        if (inventory.isPresent() && !mode.run) {
            throw new ParameterException(spec.commandLine(), "--inventory goes with --run: there is nothing to plan");
        }
    }

    private Presets presets() {
        return Presets.parse(Pipeline.value(environment, "PHOTOS_PRESETS"));
    }

    /// What a plan made here cannot know.
    static Optional<String> leftOut(Presets configured, Presets here) {
        return configured.equals(here)
                ? Optional.empty()
                : Optional.of("The presets ask for WebP, and this machine has no libwebp: photos are compared with what"
                        + " the presets are without WebP. If the image processor has libwebp, each photo is wrongly"
                        + " said to be made by other presets; compare there.");
    }

    /// Compares, and prints what differs.
    private void plan(
            Pipeline pipeline, ReconcileSettings settings, WorkList.About about, Supplier<Consumer<Finding>> sink) {
        Plan plan = compared(pipeline, settings, about, sink);
        leftOut(presets(), settings.presets()).ifPresent((json ? err : out)::println);
        print(plan);
    }

    private Plan compared(
            Pipeline pipeline, ReconcileSettings settings, WorkList.About about, Supplier<Consumer<Finding>> sink) {
        Reconciler reconciler = settings.reconciler(
                pipeline.store(), pipeline.ledger(), Duration.ofSeconds(stuckAfter), Clock.systemUTC());
        try (Progress progress = Progress.open("Comparing", json ? err : out);
                var _ = Interruption.says(() -> "Interrupted while comparing; nothing was changed.", err)) {
            AtomicLong before = new AtomicLong();
            return reconciler.plan(about.prefix(), sink, looked -> progress.steps(looked - before.getAndSet(looked)));
        }
    }

    private void run(Pipeline pipeline, ReconcileSettings settings, WorkList.About about)
            throws IOException, InterruptedException {
        Path file = cursor.orElseGet(() -> usualCursor(about.bucket()));
        try (WorkList list = unfinished(file, about).orElseGet(() -> planned(pipeline, settings, file, about))) {
            send(pipeline, list, file);
            list.remove();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (wait) {
            watch(pipeline).awaitEmpty();
        }
    }

    private Optional<WorkList> unfinished(Path file, WorkList.About about) throws IOException {
        Optional<WorkList> found = WorkList.unfinished(file);
        if (found.isEmpty()) {
            return found;
        }
        WorkList list = found.get();
        if (!anew && list.about().equals(about)) {
            err.println("Goes on with the run that was interrupted after " + list.sent() + " of " + list.keys()
                    + " hints; --anew starts over.");
            return found;
        }
        err.println("Forgets a run that was interrupted after " + list.sent() + " of " + list.keys() + " hints"
                + (anew ? "." : ": it was for another bucket, prefix or inventory, or other presets."));
        list.remove();
        return Optional.empty();
    }

    private WorkList planned(Pipeline pipeline, ReconcileSettings settings, Path file, WorkList.About about) {
        try {
            WorkList.Writer writer = WorkList.begin(file, about);
            if (inventory.isPresent()) {
                Inventory.read(
                        inventory.get(),
                        about.bucket(),
                        about.prefix(),
                        key -> writer.add(new Hinting.Wanted(key, false)));
                return writer.finish();
            }
            Supplier<Consumer<Finding>> sink = () -> {
                writer.restart();
                return finding -> writer.add(Hinting.Wanted.of(finding));
            };
            plan(pipeline, settings, about, sink);
            return writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(Pipeline pipeline, WorkList list, Path file) throws IOException, InterruptedException {
        if (list.keys() == list.sent()) {
            return;
        }
        Supplier<String> interrupted = () -> "Interrupted after " + list.sent() + " of " + list.keys()
                + " hints; what was sent is worked on. The same command goes on from there (" + file + ").";
        Hinting hinting = new Hinting(pipeline.ledger(), pipeline.queue(), Clock.systemUTC());
        try (Progress progress = Progress.of("Sending hints", list.keys(), json ? err : out);
                var _ = Interruption.says(interrupted, err)) {
            progress.steps(list.sent());
            new Run(hinting, pipeline.queue(), rate).send(list, progress::steps, watch(pipeline)::held);
        }
        err.println("Sent " + list.keys() + (list.keys() == 1 ? " hint" : " hints")
                + ". ./photos status tells what waits; another plan tells what is left.");
    }

    private QueueWatch watch(Pipeline pipeline) {
        return new QueueWatch(pipeline.queue(), Run.LOOK_AGAIN, err);
    }

    private Path usualCursor(String bucket) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = state.isBlank() ? Path.of(System.getProperty("user.home", ""), ".local", "state") : Path.of(state);
        return base.resolve("photos").resolve("reconcile-" + bucket + ".json");
    }

    private void print(Plan plan) {
        if (json) {
            out.println(Json.write(plan.toJson()));
            return;
        }
        out.println("Looked at " + plan.looked() + ": " + plan.asWanted() + " as they should be, " + plan.underWay()
                + " under way, " + plan.hints() + " to be put right.");
        if (plan.strangers() > 0) {
            out.println(plan.strangers() + " objects under results/ do not belong to this project; they stay.");
        }
        if (plan.hints() == 0) {
            return;
        }
        TextTable table = new TextTable("WHAT", "PHOTOS", "MEANING");
        for (Map.Entry<Kind, Long> entry : plan.kinds().entrySet()) {
            table.row(
                    entry.getKey().label(),
                    Long.toString(entry.getValue()),
                    entry.getKey().meaning());
        }
        out.print(table.text());
        out.println(String.format(
                Locale.ROOT,
                "Renders %d, reads %.1f MB, about %.0f s of one core, about $%.2f for requests.",
                plan.renders(),
                plan.bytesToRead() / 1e6,
                plan.renderTime().toMillis() / 1000.0,
                plan.dollars()));
        if (!mode.run) {
            out.println("Nothing was changed; --run does it.");
        }
    }
}
