/// Compares all of bucket, ledger and results, and hints at what differs: the same job for many keys.
@NullMarked
package photos.processor.reconcile;

import org.jspecify.annotations.NullMarked;
