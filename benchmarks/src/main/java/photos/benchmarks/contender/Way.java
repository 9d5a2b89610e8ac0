package photos.benchmarks.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.coobird.thumbnailator.Thumbnails;
import photos.benchmarks.Job;
import photos.image.Orientation;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;
import photos.processor.render.Memory;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderTask;
import photos.processor.render.Renderer;
import photos.processor.render.ThumbnailatorRenderer;
import photos.processor.render.WarmUp;

/// A way to make all sizes of one photo.
interface Way {
    /// What of the heap the gate lets one photo take; more than any photo here needs.
    long BUDGET_BYTES = 1L << 30;

    void photo(Path input, Path directory) throws IOException;

    static Way named(String name) throws IOException {
        return switch (name) {
            case "renderer" -> renderer(newRenderer());
            case "thumbnailator" -> Way::thumbnailator;
            default -> throw new IllegalArgumentException("expected renderer or thumbnailator, got " + name);
        };
    }

    /// The one place where this project's renderer is made, warm as it is when the processor says it is ready.
    static Renderer newRenderer() throws IOException {
        Renderer renderer = new ThumbnailatorRenderer(GateLimits.withBudget(BUDGET_BYTES));
        Path directory = Files.createTempDirectory("warm-up");
        WarmUp.of(renderer, Job.presets(), directory);
        Files.delete(directory);
        return renderer;
    }

    private static Way renderer(Renderer renderer) {
        Presets presets = Job.presets();
        return (input, directory) -> {
            RenderOutcome outcome =
                    renderer.render(new RenderTask(input, Orientation.UPRIGHT, presets, directory), Memory.UNSHARED);
            if (!(outcome instanceof RenderOutcome.Rendered)) {
                throw new IOException(input + " was not rendered: " + outcome);
            }
        };
    }

    /// As its documentation shows, once per size.
    private static void thumbnailator(Path input, Path directory) throws IOException {
        for (int size : Job.SIZES) {
            Thumbnails.of(input.toFile())
                    .size(size, size)
                    .outputQuality(Job.QUALITY / 100.0)
                    .toFile(directory.resolve(size + ".jpg").toFile());
        }
    }
}
