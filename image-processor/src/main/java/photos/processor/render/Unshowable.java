package photos.processor.render;

import photos.ledger.Reason;
import photos.ledger.Rendering;

/// The decoder gave nothing that could be shown.
final class Unshowable extends Exception {
    private final Rendering.Failure failure;

    Unshowable(Reason reason, String message) {
        super(message);
        this.failure = new Rendering.Failure(reason, message);
    }

    Rendering.Failure failure() {
        return failure;
    }
}
