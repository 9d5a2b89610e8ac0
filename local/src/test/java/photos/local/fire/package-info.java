/// What the fire test does to the parts of a pipeline, and how it is told.
@NullMarked
package photos.local.fire;

import org.jspecify.annotations.NullMarked;
