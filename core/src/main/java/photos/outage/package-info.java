/// What is unavailable: never the fault of a photo, always a reason to try again later.
@NullMarked
package photos.outage;

import org.jspecify.annotations.NullMarked;
