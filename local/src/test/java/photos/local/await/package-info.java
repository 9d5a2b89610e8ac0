/// Waiting in tests, for conditions and never for time.
@NullMarked
package photos.local.await;

import org.jspecify.annotations.NullMarked;
