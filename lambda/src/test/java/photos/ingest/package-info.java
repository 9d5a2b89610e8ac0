/// Hints, the protocol's Lambda half, and the call to the image processor.
@NullMarked
package photos.ingest;

import org.jspecify.annotations.NullMarked;
