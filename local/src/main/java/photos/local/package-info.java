/// Local mode: the commands `photos local` and `photos env`.
@NullMarked
package photos.local;

import org.jspecify.annotations.NullMarked;
