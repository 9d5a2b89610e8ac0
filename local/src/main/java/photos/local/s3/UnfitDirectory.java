package photos.local.s3;

/// The data directory, or the locale its file names are written in, cannot hold every object.
public final class UnfitDirectory extends RuntimeException {
    UnfitDirectory(String message) {
        super(message);
    }

    UnfitDirectory(String message, Throwable cause) {
        super(message, cause);
    }
}
