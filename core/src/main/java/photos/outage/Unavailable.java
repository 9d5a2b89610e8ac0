package photos.outage;

import java.time.Duration;
import java.util.Optional;

/// Something that is needed is unavailable: S3, DynamoDB, the queue, the image processor, room on a disk.
///
/// Never the fault of a photo and never a state of one. It is caught at the border of each program only, which
/// leaves the work where it was, to be done later.
public final class Unavailable extends RuntimeException {
    private final Optional<Duration> retryAfter;

    /// @param message what was tried, on what, and why it failed
    public Unavailable(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = Optional.empty();
    }

    /// @param retryAfter how long whoever is absent asks to be left alone
    public Unavailable(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = Optional.of(retryAfter);
    }

    public Unavailable(String message) {
        super(message);
        this.retryAfter = Optional.empty();
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
