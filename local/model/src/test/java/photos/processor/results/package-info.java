/// The door to what a manifest has to say.
@NullMarked
package photos.processor.results;

import org.jspecify.annotations.NullMarked;
