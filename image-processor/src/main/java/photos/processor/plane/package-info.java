/// Pictures as planes of eight-bit samples, and their resampling.
@NullMarked
package photos.processor.plane;

import org.jspecify.annotations.NullMarked;
