@NullMarked
package photos.queue;

import org.jspecify.annotations.NullMarked;
