package photos.storage;

/// A small text, whole.
///
/// @param eTag without quotes
public record SmallObject(String text, String eTag) {}
