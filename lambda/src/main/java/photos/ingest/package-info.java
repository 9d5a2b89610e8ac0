/// The Lambda: hints from the queue in, metadata into the ledger, a job to the image processor.
@NullMarked
package photos.ingest;

import org.jspecify.annotations.NullMarked;
