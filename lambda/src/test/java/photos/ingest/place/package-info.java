@NullMarked
package photos.ingest.place;

import org.jspecify.annotations.NullMarked;
