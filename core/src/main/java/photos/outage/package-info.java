/// The absence of somebody: never the fault of a photo, always a reason to come back later.
@NullMarked
package photos.outage;

import org.jspecify.annotations.NullMarked;
