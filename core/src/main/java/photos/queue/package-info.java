/// The queue of hints: what may be sent to it and what it tells of itself.
@NullMarked
package photos.queue;

import org.jspecify.annotations.NullMarked;
