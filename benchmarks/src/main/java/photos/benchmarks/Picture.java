package photos.benchmarks;

import java.nio.file.Path;
import photos.image.Dimensions;

/// An input.
///
/// @param origin how it was made, a sentence for the report
record Picture(String name, String title, Path file, Dimensions size, String origin) {}
