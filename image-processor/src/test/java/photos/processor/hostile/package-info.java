/// Files made to hurt: a collection built by rule, and mutations of sound pictures.
@NullMarked
package photos.processor.hostile;

import org.jspecify.annotations.NullMarked;
