package photos.processor.job;

/// A worker process died over an original, and its parent lives to tell.
public final class WorkerDeath extends Exception {
    public WorkerDeath(String message, Throwable cause) {
        super(message, cause);
    }
}
