package photos.processor.work;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A directory that lives as long as its job.
///
/// @param path exists and is empty at first
/// @param afterwards gives its room back
public record JobDirectory(Path path, Runnable afterwards) implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobDirectory.class);

    /// Where the original goes.
    public Path original() {
        return path.resolve("original");
    }

    /// What cannot be cleared away is no reason to fail a job that has done its work; the next start clears it.
    @Override
    public void close() {
        try {
            WorkVolume.deleteTree(path);
        } catch (IOException e) {
            log.atWarn().log("could not clear {}: {}", path, e.toString());
        } finally {
            afterwards.run();
        }
    }
}
