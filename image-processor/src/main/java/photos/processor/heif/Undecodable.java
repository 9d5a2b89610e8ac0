package photos.processor.heif;

import photos.ledger.Reason;

/// libheif gave no picture.
public final class Undecodable extends Exception {
    private final Reason reason;

    Undecodable(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
