package photos.processor.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import photos.json.MalformedJson;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.outage.Unavailable;
import photos.processor.gate.GateLimits;
import photos.processor.render.Memory;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderTask;
import photos.processor.render.Renderer;
import photos.processor.turbo.TurboJpeg;
import photos.processor.worker.WorkerMessages.Answer;
import photos.processor.worker.WorkerMessages.Request;

/// Renders each original in a new process with a heap of its own, and kills it when its time is up.
public final class WorkerRenderer implements Renderer {
    /// For starting the process and for its own, politer deadline to come first.
    static final Duration GRACE = Duration.ofSeconds(5);

    /// How long an original waits for the one before it.
    static final Duration PATIENCE = Duration.ofSeconds(3);

    /// A worker may be busy for half a minute; some are done sooner.
    private static final Duration RETRY_AFTER = Duration.ofSeconds(20);

    /// What a worker gets of the environment: how to run, and no secrets, as it decodes untrusted files.
    private static final Pattern NEEDED = Pattern.compile(
            "PATH|LANG|LC_.*|TZ|TMPDIR|MALLOC_.*|LD_LIBRARY_PATH|LIBHEIF_PLUGIN_PATH|JAVA_.*|JDK_JAVA_OPTIONS");

    /// Waits for answers; an own thread each, so that none waits for another's.
    private static final Executor VIRTUAL =
            task -> Thread.ofVirtual().name("worker-answer").start(task);

    /// One worker at a time: two heaps are what the machine has room for, this process's and one more.
    private final ReentrantLock alone = new ReentrantLock(true);

    private final GateLimits limits;
    private final Duration grace;
    private final Duration patience;
    private final List<String> command;
    private final Consumer<ProcessHandle> onStart;

    /// Workers that decode no HEIC and AVIF.
    ///
    /// @param heapMegabytes of one worker
    public WorkerRenderer(GateLimits limits, int heapMegabytes) {
        this(limits, GRACE, PATIENCE, command(heapMegabytes), _ -> {});
    }

    /// Workers that decode HEIC and AVIF too.
    ///
    /// @param heapMegabytes of one worker
    public static WorkerRenderer withHeif(GateLimits limits, int heapMegabytes) {
        return new WorkerRenderer(limits, GRACE, PATIENCE, command(heapMegabytes, WorkerMain.WITH_HEIF), _ -> {});
    }

    WorkerRenderer(
            GateLimits limits,
            Duration grace,
            Duration patience,
            List<String> command,
            Consumer<ProcessHandle> onStart) {
        this.limits = limits;
        this.grace = grace;
        this.patience = patience;
        this.command = List.copyOf(command);
        this.onStart = onStart;
    }

    /// @param memory not asked: a worker has its own
    /// @throws WorkerDied if a worker that had started ended unasked without an answer; everything else that is
    ///     thrown says nothing about the photo
    /// @throws Unavailable if the worker before this one takes too long
    @Override
    public RenderOutcome render(RenderTask task, Memory memory) throws IOException, WorkerDied {
        Request request = new Request(
                task.original().toAbsolutePath(),
                task.orientation(),
                task.presets(),
                task.directory().toAbsolutePath(),
                limits);
        takeTurn();
        try {
            return renderAlone(request);
        } finally {
            alone.unlock();
        }
    }

    private void takeTurn() throws InterruptedIOException {
        try {
            if (!alone.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unavailable("the one process for photos that are rendered apart is busy", RETRY_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a worker");
        }
    }

    private RenderOutcome renderAlone(Request request) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(deafToStops());
        builder.environment().keySet().removeIf(name -> !NEEDED.matcher(name).matches());
        Process worker = builder.start();
        CompletableFuture<Void> prints = CompletableFuture.runAsync(() -> WorkerPrints.log(worker), VIRTUAL);
        // Closed last: the worker ends when its input does.
        try (OutputStream input = worker.getOutputStream()) {
            onStart.accept(worker.toHandle());
            return outcome(worker, request, input);
        } finally {
            end(worker.toHandle());
            awaitEnd(prints);
            worker.destroyForcibly(); // closes its streams, with whatever is in them
        }
    }

    /// Ctrl-C and a stop by systemd reach every process of a program at once, and a worker that ended by them
    /// would look like the fault of its photo. So it ignores these signals, which stay ignored across `exec`: a
    /// program that drains waits for its worker, which ends with it in any case.
    private List<String> deafToStops() {
        return Stream.concat(Stream.of("/bin/sh", "-c", "trap '' HUP INT TERM; exec \"$0\" \"$@\""), command.stream())
                .toList();
    }

    /// Whoever clears the directory next has it alone.
    private static void end(ProcessHandle worker) {
        worker.destroyForcibly();
        worker.onExit()
                .completeOnTimeout(worker, GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /// What a worker's death says belongs before what is said of it; whatever else holds the end of the pipe is not
    /// waited for.
    private void awaitEnd(CompletableFuture<Void> prints) {
        prints.completeOnTimeout(null, grace.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private RenderOutcome outcome(Process worker, Request request, OutputStream input) throws IOException {
        AtomicBoolean hasStarted = new AtomicBoolean();
        CompletableFuture<String> line =
                CompletableFuture.supplyAsync(() -> exchange(worker, request, input, hasStarted), VIRTUAL);
        try {
            Duration longest = limits.deadline().plus(grace);
            String answer = line.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.isEmpty() && !hasStarted.get()) {
                throw new IOException(
                        "the worker for " + request.original() + " did not start, exit code " + worker.waitFor());
            }
            if (answer.isEmpty()) {
                throw new WorkerDied("the worker that rendered " + request.original()
                        + " ended without an answer, exit code " + worker.waitFor());
            }
            return outcome(answer, request);
        } catch (TimeoutException e) {
            if (!hasStarted.get()) {
                throw new IOException("the worker for " + request.original() + " did not start in time", e);
            }
            return new RenderOutcome.Unrenderable(new Rendering.Failure(
                    Reason.TOO_SLOW,
                    "rendering took longer than the " + limits.deadline().toMillis() + " ms that are allowed"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a worker rendered " + request.original());
        } catch (ExecutionException e) {
            throw new IOException("cannot talk to the worker that renders " + request.original(), e);
        }
    }

    /// @param hasStarted is set when the worker says so, which is before it knows of the original
    /// @return the answer's line, empty if there is none
    private static String exchange(Process worker, Request request, OutputStream input, AtomicBoolean hasStarted) {
        try {
            input.write((request.toJson() + "\n").getBytes(UTF_8));
            input.flush();
        } catch (IOException e) {
            // It is dead already; that it gives no answer says the same.
        }
        try {
            return answer(worker.inputReader(UTF_8), hasStarted);
        } catch (IOException e) {
            return "";
        }
    }

    /// Native libraries print what they like to the same output.
    private static String answer(BufferedReader output, AtomicBoolean hasStarted) throws IOException {
        String line = output.readLine();
        while (line != null) {
            if (line.equals(WorkerMessages.STARTED)) {
                hasStarted.set(true);
            } else if (line.startsWith("{")) {
                return line;
            }
            line = output.readLine();
        }
        return "";
    }

    private static RenderOutcome outcome(String answer, Request request) throws IOException {
        try {
            return switch (WorkerMessages.answer(answer, request.presets())) {
                case Answer.Outcome(RenderOutcome outcome) -> outcome;
                case Answer.Failed(String message) ->
                    throw new IOException("the worker could not render " + request.original() + ": " + message);
            };
        } catch (MalformedJson | IllegalArgumentException e) {
            throw new WorkerDied("the worker that rendered " + request.original() + " ended within its answer: " + e);
        }
    }

    static List<String> command(int heapMegabytes, String... arguments) {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                // Of a crash, a few lines for the log and no files.
                "-XX:+DisplayVMOutputToStderr",
                "-XX:ErrorFile=/dev/null",
                "-XX:-CreateCoredumpOnCrash",
                "-Djava.awt.headless=true",
                // Not the Vector API: in a process that renders a single photo it is never compiled in time.
                "--enable-native-access=ALL-UNNAMED",
                // A suspect may owe its death to native code, and then comes through without it.
                "-D" + TurboJpeg.SWITCH + "=off",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName());
        return Stream.concat(java.stream(), Stream.of(arguments)).toList();
    }
}
