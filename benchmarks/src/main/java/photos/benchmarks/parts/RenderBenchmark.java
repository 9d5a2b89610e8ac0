package photos.benchmarks.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import photos.benchmarks.Job;
import photos.benchmarks.Project;
import photos.image.Orientation;
import photos.processor.gate.Gate;
import photos.processor.gate.GateLimits;
import photos.processor.gate.Inspection;
import photos.processor.render.Memory;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderTask;
import photos.processor.render.Renderer;
import photos.processor.render.ThumbnailatorRenderer;

/// The gate's walk over an original, the same over a finished variant (a part of its verification), and the whole
/// render.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class RenderBenchmark {
    private static final GateLimits LIMITS = GateLimits.withBudget(1L << 30);

    @Param({"phone-12-megapixels-turned.jpg", "camera-panasonic-lx2.jpg"})
    public String sample = "";

    private final Gate gate = new Gate(LIMITS);
    private final Renderer renderer = new ThumbnailatorRenderer(LIMITS);
    private Path original = Path.of("");
    private Path directory = Path.of("");

    @Setup
    public void prepare() throws IOException {
        original = Project.sample(sample);
        directory = Files.createTempDirectory("parts");
        render();
    }

    @TearDown
    public void clear() throws IOException {
        for (int size : Job.SIZES) {
            Files.delete(variant(size));
        }
        Files.delete(directory);
    }

    @Benchmark
    public Inspection gate() throws IOException {
        return gate.inspect(original);
    }

    @Benchmark
    public Inspection verify() throws IOException {
        return gate.inspect(variant(Job.SIZES.getFirst()));
    }

    @Benchmark
    public RenderOutcome render() throws IOException {
        return renderer.render(
                new RenderTask(original, Orientation.UPRIGHT, Job.presets(), directory), Memory.UNSHARED);
    }

    private Path variant(int size) {
        return directory.resolve(size + ".jpg");
    }
}
