/// The `photos` command: upload, query, status, reconcile, audit.
@NullMarked
package photos.cli;

import org.jspecify.annotations.NullMarked;
