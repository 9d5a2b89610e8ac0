package photos.processor.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import photos.image.ImageFormat;
import photos.processor.render.Memory;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderTask;
import photos.processor.render.Renderer;

/// Renders in this process, except for formats whose decoders may take the process with them.
public final class FormatRouter implements Renderer {
    private static final Set<ImageFormat> DANGEROUS = Set.of(ImageFormat.HEIC, ImageFormat.AVIF);

    private final Renderer here;
    private final Renderer isolated;

    /// @param isolated renders in a process of its own
    public FormatRouter(Renderer here, Renderer isolated) {
        this.here = here;
        this.isolated = isolated;
    }

    /// @throws WorkerDied if the other process ended unasked without an answer
    @Override
    public RenderOutcome render(RenderTask task, Memory memory) throws IOException, WorkerDied {
        return of(format(task.original())).render(task, memory);
    }

    private Renderer of(Optional<ImageFormat> format) {
        return format.filter(DANGEROUS::contains).isPresent() ? isolated : here;
    }

    private static Optional<ImageFormat> format(Path original) throws IOException {
        try (InputStream bytes = Files.newInputStream(original)) {
            return ImageFormat.recognise(bytes.readNBytes(ImageFormat.MAGIC_BYTES));
        }
    }
}
