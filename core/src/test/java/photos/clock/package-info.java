/// Time in tests.
@NullMarked
package photos.clock;

import org.jspecify.annotations.NullMarked;
