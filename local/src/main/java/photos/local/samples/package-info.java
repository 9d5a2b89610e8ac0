/// The samples, and what has to become of each.
@NullMarked
package photos.local.samples;

import org.jspecify.annotations.NullMarked;
