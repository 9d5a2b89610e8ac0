package photos.processor.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import photos.processor.turbo.TurboJpeg;

/// A JVM with a small heap that renders files for us, and whose death is seen.
final class RenderingProcess implements AutoCloseable {
    /// Of a format that the image processor decodes elsewhere, and the gate lets in.
    static final String ADMITTED = "ADMITTED";

    static final String UNTYPED = "UNTYPED";
    static final String HEAP_EXHAUSTED = "HEAP_EXHAUSTED";
    static final String DIED = "DIED";
    static final String HUNG = "HUNG";

    private static final double HEAP_SHARE = 0.7;

    private final Process process;
    private final BufferedReader answers;

    private RenderingProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(UTF_8);
    }

    /// What became of a file.
    ///
    /// @param outcome `READY`, a reason, or one of the words above
    /// @param millis wall clock
    /// @param allocated bytes in the heap, of which only some were held at once
    /// @param outside bytes by which the process grew: the heap is there from the start
    record Answer(String outcome, long millis, long cpuMillis, long allocated, long outside, String message) {
        private static Answer of(String line) {
            String[] fields = line.split("\t", 6);
            return new Answer(
                    fields[0],
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[4]),
                    fields[5]);
        }
    }

    /// What one picture may take of a heap, as in the image processor.
    static long budget(int heapMegabytes) {
        return (long) ((heapMegabytes << 20) * HEAP_SHARE);
    }

    /// @param directory for the variants, which nobody looks at
    static RenderingProcess start(int heapMegabytes, Duration deadline, Path directory) throws IOException {
        return start(heapMegabytes, deadline, directory, List.of());
    }

    /// One that uses vectors and is warmed up, as the image processor.
    ///
    /// @param turbo whether libjpeg-turbo is used
    static RenderingProcess startWarm(int heapMegabytes, Duration deadline, Path directory, boolean turbo)
            throws IOException {
        String codec = "-D" + TurboJpeg.SWITCH + "=" + (turbo ? "on" : "off");
        return start(heapMegabytes, deadline, directory, List.of(codec, "--add-modules=jdk.incubator.vector"));
    }

    private static RenderingProcess start(int heapMegabytes, Duration deadline, Path directory, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(options);
        command.addFirst(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RenderingMain.class.getName(),
                directory.toString(),
                Long.toString(deadline.toMillis()),
                Long.toString(budget(heapMegabytes))));
        return new RenderingProcess(new ProcessBuilder(command)
                .redirectError(directory
                        .resolveSibling(directory.getFileName() + ".err")
                        .toFile())
                .start());
    }

    /// @param longest after which the process counts as hung and is ended
    Answer render(Path file, Duration longest) throws IOException {
        return render(file, Way.USUAL, longest);
    }

    /// @param way of which only the presets count here
    Answer render(Path file, Way way, Duration longest) throws IOException {
        long start = System.nanoTime();
        try {
            process.getOutputStream().write((way.presets() + " " + file + "\n").getBytes(UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            return gone(DIED, start, e.toString());
        }
        CompletableFuture<String> line = CompletableFuture.supplyAsync(
                this::line, task -> Thread.ofVirtual().start(task));
        try {
            String answer = line.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return answer.isEmpty() ? gone(DIED, start, "exit code " + process.waitFor()) : Answer.of(answer);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            return gone(HUNG, start, "no answer within " + longest);
        } catch (ExecutionException e) {
            return gone(DIED, start, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + file + " was rendered", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private static Answer gone(String how, long start, String message) {
        return new Answer(how, (System.nanoTime() - start) / 1_000_000, 0, 0, 0, message);
    }

    private String line() {
        try {
            String line = answers.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
