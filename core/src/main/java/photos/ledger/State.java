package photos.ledger;

/// Where a photo stands. The Lambda hands over with `PENDING` or `DELETED`, the image processor ends with the rest.
public enum State {
    /// To be rendered.
    PENDING(false),
    /// All variants are published.
    READY(true),
    /// Published with a reason: what could be shown of a damaged original.
    DEGRADED(true),
    /// Cannot be rendered, and the original is why.
    REJECTED(true),
    /// The original is gone; the item stays as a tombstone until it expires.
    DELETED(false);

    private final boolean rendered;

    State(boolean rendered) {
        this.rendered = rendered;
    }

    /// Whether the image processor has settled the photo.
    public boolean isRendered() {
        return rendered;
    }
}
