package photos.processor.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import photos.image.Orientation;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;
import photos.processor.render.Memory;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderTask;
import photos.processor.render.Renderer;
import photos.processor.render.ThumbnailatorRenderer;

/// A decoder that is used again must not decode one file with the tables of another.
class BorrowedTablesTest {
    private static final GateLimits LIMITS = GateLimits.withBudget(1L << 26);
    private static final Presets PRESETS = Presets.parse("t 64x64 inside jpeg 80");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0xC4, 0xDB})
    void a_jpeg_without_tables_ends_the_same_whoever_came_before(int marker) throws IOException {
        byte[] sample = Files.readAllBytes(Path.of("..", "samples", "drone.jpg"));
        byte[] stripped = JpegSegments.without(sample, marker);
        String alone = render(new ThumbnailatorRenderer(LIMITS), stripped);
        Renderer used = new ThumbnailatorRenderer(LIMITS);
        assertThat(render(used, sample)).startsWith("Rendered");
        assertThat(render(used, stripped)).isEqualTo(alone);
    }

    private String render(Renderer renderer, byte[] file) throws IOException {
        Path original = Files.write(directory.resolve("original"), file);
        RenderOutcome outcome =
                renderer.render(new RenderTask(original, Orientation.UPRIGHT, PRESETS, directory), Memory.UNSHARED);
        return outcome.toString();
    }
}
