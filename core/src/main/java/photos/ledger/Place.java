package photos.ledger;

/// The town by which a place is called.
///
/// @param name such as `Zürich, CH`
/// @param kilometres from the position to the town's centre, within a tenth
public record Place(String name, double kilometres) {}
