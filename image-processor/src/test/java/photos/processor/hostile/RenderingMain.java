package photos.processor.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import photos.image.ImageFormat;
import photos.image.Orientation;
import photos.ledger.Rendering;
import photos.processor.gate.Gate;
import photos.processor.gate.GateLimits;
import photos.processor.gate.Inspection;
import photos.processor.plane.Resampler;
import photos.processor.preset.Presets;
import photos.processor.render.Memory;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderTask;
import photos.processor.render.Renderer;
import photos.processor.render.ThumbnailatorRenderer;
import photos.processor.render.WarmUp;

/// A process that renders one file after the other, as the image processor would with this heap: a number of presets
/// and a path a line come in, a line about it goes out. HEIC and AVIF, which are never decoded in the image processor
/// itself, only go through the gate.
final class RenderingMain {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Set<ImageFormat> ELSEWHERE = Set.of(ImageFormat.HEIC, ImageFormat.AVIF);

    private final Gate gate;
    private final Renderer renderer;
    private final Path directory;

    private RenderingMain(GateLimits limits, Path directory) {
        this.gate = new Gate(limits);
        this.renderer = new ThumbnailatorRenderer(limits);
        this.directory = directory;
    }

    /// @param arguments a directory to work in, the deadline in milliseconds, what one picture may cost in
    /// bytes
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // Nothing that a library prints may look like an answer.
        System.setOut(System.err);
        GateLimits limits = GateLimits.withBudget(Long.parseLong(arguments[2]))
                .within(Duration.ofMillis(Long.parseLong(arguments[1])));
        RenderingMain main = new RenderingMain(limits, Path.of(arguments[0]));
        if (Resampler.hasVectors()) {
            // What is not compiled yet makes objects of vectors.
            WarmUp.of(main.renderer, Presets.DEFAULTS, Files.createDirectories(main.directory));
        }
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] request = line.split(" ", 2);
            Presets presets = Way.presets(Integer.parseInt(request[0]));
            answers.write((main.answer(Path.of(request[1]), presets) + "\n").getBytes(UTF_8));
            answers.flush();
        }
    }

    private String answer(Path file, Presets presets) throws IOException {
        long thread = Thread.currentThread().threadId();
        ResidentMemory.forgetPeak();
        long resident = ResidentMemory.now();
        long allocated = THREADS.getThreadAllocatedBytes(thread);
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        String[] outcome = outcome(file, presets);
        return String.join(
                "\t",
                outcome[0],
                Long.toString((System.nanoTime() - start) / 1_000_000),
                Long.toString((THREADS.getCurrentThreadCpuTime() - cpu) / 1_000_000),
                Long.toString(THREADS.getThreadAllocatedBytes(thread) - allocated),
                Long.toString(Math.max(0, ResidentMemory.peak() - resident)),
                outcome[1].replaceAll("\\s+", " "));
    }

    private String[] outcome(Path file, Presets presets) throws IOException {
        try {
            if (isElsewhere(file)) {
                return switch (gate.inspect(file)) {
                    case Inspection.Refused(Rendering.Failure failure) -> described(failure);
                    case Inspection.Admitted _ -> new String[] {RenderingProcess.ADMITTED, ""};
                };
            }
            RenderOutcome outcome = renderer.render(
                    new RenderTask(file, Orientation.UPRIGHT, presets, Files.createDirectories(directory)),
                    Memory.UNSHARED);
            return switch (outcome) {
                case RenderOutcome.Unrenderable(Rendering.Failure failure) -> described(failure);
                case RenderOutcome.Rendered rendered ->
                    rendered.degraded().map(RenderingMain::described).orElse(new String[] {"READY", ""});
            };
        } catch (Throwable thrown) {
            return new String[] {RenderingProcess.UNTYPED, thrown.toString()};
        }
    }

    private static boolean isElsewhere(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return ImageFormat.recognise(bytes.readNBytes(ImageFormat.MAGIC_BYTES))
                    .filter(ELSEWHERE::contains)
                    .isPresent();
        }
    }

    /// A heap that was too small says that the gate's cost was too low.
    private static String[] described(Rendering.Failure failure) {
        boolean exhausted = failure.message().contains("more memory than there is");
        return new String[] {
            exhausted ? RenderingProcess.HEAP_EXHAUSTED : failure.reason().name(), failure.message()
        };
    }
}
