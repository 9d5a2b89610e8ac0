/// The `photos` command: upload, query, status.
@NullMarked
package photos.cli;

import org.jspecify.annotations.NullMarked;
