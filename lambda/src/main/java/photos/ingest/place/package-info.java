/// What a place on earth is called, without asking anybody.
@NullMarked
package photos.ingest.place;

import org.jspecify.annotations.NullMarked;
