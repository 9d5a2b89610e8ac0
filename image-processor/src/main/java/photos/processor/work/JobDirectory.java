package photos.processor.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A directory that lives as long as its job.
///
/// @param path exists and is empty at first
public record JobDirectory(Path path) implements AutoCloseable {
    /// Where the original goes.
    public Path original() {
        return path.resolve("original");
    }

    @Override
    public void close() {
        try {
            WorkVolume.deleteTree(path);
        } catch (IOException e) {
            throw new UncheckedIOException("could not clear " + path, e);
        }
    }
}
