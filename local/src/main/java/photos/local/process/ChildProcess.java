package photos.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One run of a program.
public final class ChildProcess implements Running {
    private static final long LOG_BYTES = 10_000_000;

    private final Process process;
    private final Duration grace;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    private ChildProcess(Process process, Duration grace) {
        this.process = process;
        this.grace = grace;
    }

    /// @throws UncheckedIOException if there is no such program or its log cannot be written
    public static ChildProcess start(Program program) {
        try {
            Files.createDirectories(program.directory());
            turnOver(program.log());
            ProcessBuilder builder = new ProcessBuilder(program.command())
                    .directory(program.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(program.log().toFile()));
            builder.environment().clear();
            builder.environment().putAll(program.environment());
            Process process = builder.start();
            process.getOutputStream().close();
            ChildProcess child = new ChildProcess(process, program.grace());
            // Not the process's own onExit: that needs a free thread of the common pool, which may have none.
            Thread.ofVirtual().name("end-of-" + program.name()).start(child::awaitEnd);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program.name() + ": " + e.getMessage(), e);
        }
    }

    /// Keeps a log from growing over years: what is large becomes the one older file.
    private static void turnOver(Path log) throws IOException {
        File file = log.toFile();
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (file.length() > LOG_BYTES) {
            Files.move(log, log.resolveSibling(file.getName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public CompletableFuture<Integer> ended() {
        return ended.copy();
    }

    private void awaitEnd() {
        try {
            ended.complete(process.waitFor());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the process without asking it.
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
                process.waitFor();
            }
        } catch (InterruptedException _) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
