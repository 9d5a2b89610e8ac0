/// The gate: a walk over a file's structure, before any decoder sees it, that says what the file would cost and leaves
/// out what no decoder needs. It allocates nothing by declared numbers.
@NullMarked
package photos.processor.gate;

import org.jspecify.annotations.NullMarked;
