package photos.ledger;

import java.util.Locale;

/// What a query can require to be missing.
public enum Absence {
    CAMERA(Attributes.CAMERA),
    LENS(Attributes.LENS),
    DATE(Attributes.TAKEN_AT),
    /// How the camera's clock stood to UTC; without it no instant is known.
    OFFSET(Attributes.TAKEN_OFFSET),
    POSITION(Attributes.LATITUDE),
    KEYWORDS(Attributes.KEYWORDS);

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
