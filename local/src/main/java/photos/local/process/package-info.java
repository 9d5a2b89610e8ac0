/// Programs run as processes of their own: started, watched, started again, and never left behind.
@NullMarked
package photos.local.process;

import org.jspecify.annotations.NullMarked;
