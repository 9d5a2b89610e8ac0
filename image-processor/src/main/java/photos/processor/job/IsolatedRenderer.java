package photos.processor.job;

import java.io.IOException;
import java.nio.file.Path;
import photos.image.Orientation;
import photos.processor.preset.Presets;
import photos.processor.render.RenderOutcome;

/// Renders in a process of its own, so that a photo that kills its decoder kills nothing else.
@FunctionalInterface
public interface IsolatedRenderer {
    /// As [photos.processor.render.Renderer#render].
    ///
    /// @throws WorkerDeath if the process died unasked
    RenderOutcome render(Path original, Orientation orientation, Presets presets, Path directory)
            throws IOException, WorkerDeath;
}
