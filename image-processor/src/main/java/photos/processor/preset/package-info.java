/// Presets: the named recipes by which variants are made of an original.
@NullMarked
package photos.processor.preset;

import org.jspecify.annotations.NullMarked;
