package photos.benchmarks.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.openjdk.jmh.infra.Blackhole;
import photos.benchmarks.Job;
import photos.benchmarks.Project;
import photos.image.Orientation;
import photos.processor.gate.Gate;
import photos.processor.gate.GateLimits;
import photos.processor.gate.Inspection;
import photos.processor.render.Encoded;
import photos.processor.render.Memory;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderTask;
import photos.processor.render.RenderedVariant;
import photos.processor.render.Renderer;
import photos.processor.render.ThumbnailatorRenderer;
import photos.processor.render.Verification;

/// The whole render of an original into its variants, and what it does besides decoding, resampling and encoding: the
/// gate's walk over the original, and the verification of all its variants.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector"})
public class RenderBenchmark {
    private static final GateLimits LIMITS = GateLimits.withBudget(1L << 30);

    @Param({"phone-12-megapixels-turned.jpg", "camera-panasonic-lx2.jpg"})
    public String sample = "";

    private record Variant(RenderedVariant rendered, Encoded encoded) {}

    private final Gate gate = new Gate(LIMITS);
    private final Renderer renderer = new ThumbnailatorRenderer(LIMITS);
    private final Verification verification = new Verification();
    private final List<Variant> variants = new ArrayList<>();
    private Path original = Path.of("");
    private Path directory = Path.of("");

    @Setup
    public void prepare() throws IOException {
        original = Project.sample(sample);
        directory = Files.createTempDirectory("parts");
        if (!(render() instanceof RenderOutcome.Rendered rendered)) {
            throw new IllegalStateException("not rendered: " + sample);
        }
        for (RenderedVariant variant : rendered.variants()) {
            byte[] bytes = Files.readAllBytes(variant.file());
            variants.add(new Variant(variant, Encoded.of(ByteBuffer.wrap(bytes))));
        }
        for (Variant variant : variants) {
            flaw(variant).ifPresent(what -> {
                throw new IllegalStateException(variant.rendered().file() + ": " + what);
            });
        }
    }

    @TearDown
    public void clear() throws IOException {
        for (Variant variant : variants) {
            Files.delete(variant.rendered().file());
        }
        Files.delete(directory);
    }

    @Benchmark
    public Inspection gate() throws IOException {
        return gate.inspect(original);
    }

    @Benchmark
    public void verification(Blackhole flaws) throws IOException {
        for (Variant variant : variants) {
            flaws.consume(flaw(variant));
        }
    }

    private Optional<String> flaw(Variant variant) throws IOException {
        RenderedVariant of = variant.rendered();
        return verification.flaw(of.file(), of.dimensions(), of.format(), variant.encoded());
    }

    @Benchmark
    public RenderOutcome render() throws IOException {
        return renderer.render(
                new RenderTask(original, Orientation.UPRIGHT, Job.presets(), directory), Memory.UNSHARED);
    }
}
