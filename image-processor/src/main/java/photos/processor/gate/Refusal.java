package photos.processor.gate;

import photos.image.ImageFormat;
import photos.ledger.Reason;
import photos.ledger.Rendering;

/// Ends a walk: the file is refused.
final class Refusal extends Exception {
    private final Rendering.Failure failure;

    Refusal(Reason reason, String message) {
        super(message);
        this.failure = new Rendering.Failure(reason, message);
    }

    static Refusal corrupt(String message) {
        return new Refusal(Reason.CORRUPT, message);
    }

    static Refusal unsupported(String message) {
        return new Refusal(Reason.UNSUPPORTED_FORMAT, message);
    }

    static Refusal raw(ImageFormat format) {
        return unsupported("a camera's raw file (" + format.label() + "): its picture is not developed here");
    }

    static Refusal truncated(String message) {
        return new Refusal(Reason.TRUNCATED, message);
    }

    Rendering.Failure failure() {
        return failure;
    }
}
