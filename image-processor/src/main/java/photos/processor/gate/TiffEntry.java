package photos.processor.gate;

/// One entry of a TIFF directory.
///
/// @param count of its values, as declared
/// @param values where they are
record TiffEntry(int type, long count, long values) {}
