/// Metadata of real and of hostile files.
@NullMarked
package photos.ingest.metadata;

import org.jspecify.annotations.NullMarked;
