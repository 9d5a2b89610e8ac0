/// HEIC and AVIF through libheif, a library of the system, by way of the Foreign Function & Memory API. Its
/// decoders have a bad record: pictures are decoded in a process that may die of it.
@NullMarked
package photos.processor.heif;

import org.jspecify.annotations.NullMarked;
