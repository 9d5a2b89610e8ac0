package photos.processor.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import photos.image.Orientation;
import photos.ledger.Reason;
import photos.outage.Unavailable;
import photos.processor.gate.GateLimits;
import photos.processor.heif.Libheif;
import photos.processor.nativelib.Search;
import photos.processor.preset.Presets;
import photos.processor.render.Codecs;
import photos.processor.render.Memory;
import photos.processor.render.Pictures;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderTask;
import photos.processor.render.ThumbnailatorRenderer;
import photos.processor.webp.WebpLibrary;

class WorkerRendererTest {
    private static final GateLimits LIMITS = GateLimits.withBudget(1L << 26);
    private static final int HEAP = 128;

    @TempDir
    private Path directory;

    private RenderTask task(Path original) {
        return new RenderTask(original, Orientation.UPRIGHT, Presets.DEFAULTS, directory);
    }

    @Test
    void a_worker_answers_what_the_renderer_in_this_process_does() throws IOException {
        Path original = Pictures.write(Pictures.quarters(700, 500), "png", directory.resolve("ein Bild é.png"));
        var here = new ThumbnailatorRenderer(
                LIMITS, new Codecs(new Search.Missing<>("a worker does without"), Libheif.off()));
        var there = new WorkerRenderer(LIMITS, HEAP);
        RenderTask turned = new RenderTask(original, Orientation.TURNED_LEFT, Presets.DEFAULTS, directory);
        RenderOutcome expected = here.render(turned, Memory.UNSHARED);
        assertThat(expected).isInstanceOf(RenderOutcome.Rendered.class);
        assertThat(there.render(turned, Memory.UNSHARED)).isEqualTo(expected);
        Path nothing = Files.createFile(directory.resolve("nothing"));
        assertThat(there.render(task(nothing), Memory.UNSHARED)).isEqualTo(here.render(task(nothing), Memory.UNSHARED));
    }

    @Test
    void a_file_that_cannot_be_read_is_nobodys_death_and_no_outcome() {
        var there = new WorkerRenderer(LIMITS, HEAP);
        assertThatThrownBy(() -> there.render(task(directory.resolve("absent")), Memory.UNSHARED))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(WorkerDied.class)
                .hasMessageContaining("absent");
    }

    @Test
    void a_worker_that_is_killed_has_died() {
        assertThatThrownBy(() -> workerOf(started("kill -9 $$")).render(task(directory), Memory.UNSHARED))
                .isInstanceOf(WorkerDied.class)
                .hasMessageContaining("ended without an answer, exit code 137");
    }

    /// A Java that is gone, a jar that is being replaced, no memory for another heap: not the photo's fault.
    @Test
    void a_worker_that_does_not_start_has_not_died_of_a_photo() throws IOException {
        Path original = Pictures.write(Pictures.quarters(70, 50), "png", directory.resolve("original"));
        List<String> withoutClasses = new ArrayList<>(WorkerRenderer.command(HEAP));
        withoutClasses.set(
                withoutClasses.indexOf("-cp") + 1, directory.resolve("gone.jar").toString());
        List<String> withoutMemory = new ArrayList<>(WorkerRenderer.command(HEAP));
        withoutMemory.add(1, "-Xms1000000g");
        for (List<String> command : List.of(
                List.of(directory.resolve("no/such/java").toString()),
                withoutClasses,
                withoutMemory,
                List.of("/bin/sh", "-c", "kill -9 $$"))) {
            assertThatThrownBy(() -> workerOf(command).render(task(original), Memory.UNSHARED))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(WorkerDied.class)
                    .hasMessageContaining("did not start");
        }
    }

    /// The last words of a JVM, or what a native library prints.
    @Test
    void what_a_worker_prints_is_logged_in_short() {
        List<String> lines = logged(started("echo crashed >&2; yes spam | head -n 5000 >&2;"
                + " head -c 10000000 /dev/zero | tr '\\0' x >&2; kill -9 $$"));
        assertThat(lines).first().asString().contains("crashed");
        assertThat(lines).hasSizeLessThan(100).last().asString().contains("more");
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThan(1000));
    }

    @Test
    void a_long_line_of_a_worker_is_logged_in_part() {
        List<String> lines =
                logged(started("head -c 1000000 /dev/zero | tr '\\0' x >&2; echo >&2; echo end >&2; exit 1"));
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).contains("xxx").hasSizeLessThan(1000);
        assertThat(lines.get(1)).contains("end");
        assertThat(lines.getLast()).contains("more");
    }

    private List<String> logged(List<String> command) {
        Logger logger = (Logger) LoggerFactory.getLogger("photos.processor.worker");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            // With time for all that it prints.
            var patient = new WorkerRenderer(LIMITS, Duration.ofMinutes(1), WorkerRenderer.PATIENCE, command, _ -> {});
            assertThatThrownBy(() -> patient.render(task(directory), Memory.UNSHARED))
                    .isInstanceOf(WorkerDied.class);
        } finally {
            logger.detachAppender(appender);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static WorkerRenderer workerOf(List<String> command) {
        return new WorkerRenderer(LIMITS, WorkerRenderer.GRACE, WorkerRenderer.PATIENCE, command, _ -> {});
    }

    /// A worker that has said it started.
    private static List<String> started(String then) {
        return List.of("/bin/sh", "-c", "echo '" + WorkerMessages.STARTED + "'; " + then);
    }

    @Test
    void a_worker_writes_webp_unless_that_is_switched_off_for_it() throws IOException {
        Search<WebpLibrary> library = WebpLibrary.ofThisMachine();
        assumeTrue(library instanceof Search.Found, library.sentence());
        Path original = Pictures.write(Pictures.quarters(70, 50), "png", directory.resolve("original"));
        RenderTask both =
                new RenderTask(original, Orientation.UPRIGHT, Presets.parse("t 50x50 inside jpeg+webp 80"), directory);
        assertThat(new WorkerRenderer(LIMITS, HEAP).render(both, Memory.UNSHARED))
                .isEqualTo(new ThumbnailatorRenderer(LIMITS).render(both, Memory.UNSHARED));
        List<String> command = new ArrayList<>(WorkerRenderer.command(HEAP));
        command.add(1, "-Dphotos.webp=off");
        var without = new WorkerRenderer(LIMITS, WorkerRenderer.GRACE, WorkerRenderer.PATIENCE, command, _ -> {});
        assertThatThrownBy(() -> without.render(both, Memory.UNSHARED))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("WebP cannot be written: libwebp is switched off by -Dphotos.webp=off");
    }

    @Test
    void a_worker_that_never_answers_is_killed_and_was_too_slow() throws IOException {
        List<String> deaf = started("exec sleep 600");
        ProcessHandle[] started = new ProcessHandle[1];
        var there = new WorkerRenderer(
                LIMITS.within(Duration.ofMillis(10)),
                Duration.ofMillis(100),
                WorkerRenderer.PATIENCE,
                deaf,
                handle -> started[0] = handle);
        RenderOutcome outcome = there.render(task(directory), Memory.UNSHARED);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RenderOutcome.Unrenderable.class,
                        unrenderable ->
                                assertThat(unrenderable.failure().reason()).isEqualTo(Reason.TOO_SLOW));
        assertThat(started[0].isAlive())
                .as("nobody writes to the directory any more")
                .isFalse();
    }

    /// Until the shell that starts the worker has become it.
    private static void awaitJava(ProcessHandle worker) {
        Path commandLine = Path.of("/proc", Long.toString(worker.pid()), "cmdline");
        try {
            while (!Files.readString(commandLine)
                    .startsWith(WorkerRenderer.command(HEAP).getFirst())) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_worker_does_not_get_the_secrets_of_its_parent() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/environ")), "this system has no /proc");
        assertThat(System.getenv()).as("as the build sets it").containsKeys("PHOTOS_JOB_KEYS", "AWS_SECRET_ACCESS_KEY");
        Path original = Pictures.write(Pictures.quarters(70, 50), "png", directory.resolve("original"));
        List<String> names = new ArrayList<>();
        Consumer<ProcessHandle> look = worker -> {
            awaitJava(worker);
            names.addAll(environment(worker));
        };
        var there = new WorkerRenderer(
                LIMITS, WorkerRenderer.GRACE, WorkerRenderer.PATIENCE, WorkerRenderer.command(HEAP), look);
        assertThat(there.render(task(original), Memory.UNSHARED)).isInstanceOf(RenderOutcome.Rendered.class);
        assertThat(names)
                .contains("PATH", "LC_ALL")
                .noneMatch(name -> name.startsWith("PHOTOS_") || name.startsWith("AWS_"));
    }

    private static List<String> environment(ProcessHandle process) {
        try {
            String all = Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"));
            return Stream.of(all.split("\0", -1))
                    .map(setting -> setting.split("=", 2)[0])
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ctrl-C and systemd reach worker and parent alike, and the parent drains.
    @Test
    void a_worker_goes_on_though_it_is_told_to_stop() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/cmdline")), "this system has no /proc");
        Path original = Pictures.write(Pictures.quarters(70, 50), "png", directory.resolve("original"));
        Consumer<ProcessHandle> stop = worker -> {
            awaitJava(worker);
            for (String signal : List.of("-INT", "-TERM", "-HUP")) {
                signal(worker, signal);
            }
        };
        var there = new WorkerRenderer(
                LIMITS, WorkerRenderer.GRACE, WorkerRenderer.PATIENCE, WorkerRenderer.command(HEAP), stop);
        assertThat(there.render(task(original), Memory.UNSHARED)).isInstanceOf(RenderOutcome.Rendered.class);
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
            assertThat(kill.onExit()).succeedsWithin(Duration.ofSeconds(20));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoever_comes_while_the_one_worker_is_busy_is_told_to_come_again() throws Exception {
        CompletableFuture<ProcessHandle> busy = new CompletableFuture<>();
        var there = new WorkerRenderer(
                LIMITS, WorkerRenderer.GRACE, Duration.ofMillis(10), List.of("sleep", "600"), busy::complete);
        CompletableFuture<RenderOutcome> first = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                first.complete(there.render(task(directory), Memory.UNSHARED));
            } catch (IOException e) {
                first.completeExceptionally(e);
            }
        });
        ProcessHandle worker = busy.get(20, TimeUnit.SECONDS);
        try {
            assertThatThrownBy(() -> there.render(task(directory), Memory.UNSHARED))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.retryAfter()).isPresent())
                    .hasMessageContaining("is busy");
        } finally {
            worker.destroyForcibly();
        }
        assertThat(first).failsWithin(Duration.ofSeconds(20));
    }

    @Test
    void a_worker_ends_when_its_parents_end_of_the_pipe_does() throws Exception {
        Process idle = new ProcessBuilder(WorkerRenderer.command(HEAP)).start();
        idle.getOutputStream().close();
        assertThat(idle.waitFor(20, TimeUnit.SECONDS)).isTrue();

        // Busy with a file that gives nothing: a pipe nobody writes to.
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process busy = new ProcessBuilder(WorkerRenderer.command(HEAP)).start();
        var request = new WorkerMessages.Request(pipe, Orientation.UPRIGHT, Presets.DEFAULTS, directory, LIMITS);
        busy.getOutputStream().write((request.toJson() + "\n").getBytes(UTF_8));
        busy.getOutputStream().flush();
        busy.getOutputStream().close();
        assertThat(busy.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(busy.exitValue()).isEqualTo(1);
    }
}
