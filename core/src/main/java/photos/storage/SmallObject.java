package photos.storage;

/// A small object, whole.
///
/// @param eTag without quotes
public record SmallObject(byte[] bytes, String eTag) {}
