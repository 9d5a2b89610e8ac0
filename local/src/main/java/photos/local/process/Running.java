package photos.local.process;

import java.util.concurrent.CompletableFuture;

/// Something that runs as a process until it ends.
public interface Running extends AutoCloseable {
    long pid();

    /// Completed with the exit status when the process has ended, for whatever reason.
    CompletableFuture<Integer> ended();

    /// Ends the process and waits until it is gone.
    @Override
    void close();
}
