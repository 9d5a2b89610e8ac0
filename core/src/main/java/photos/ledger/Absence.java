package photos.ledger;

import java.util.Locale;

/// What a query can require to be missing.
public enum Absence {
    CAMERA("camera"),
    LENS("lens"),
    DATE("takenAt"),
    /// How the camera's clock stood to UTC; without it no instant is known.
    OFFSET("takenOffset"),
    POSITION("latitude"),
    KEYWORDS("keywords");

    private final String attribute;

    Absence(String attribute) {
        this.attribute = attribute;
    }

    /// The attribute that an item then does not have.
    public String attribute() {
        return attribute;
    }

    /// As people write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
