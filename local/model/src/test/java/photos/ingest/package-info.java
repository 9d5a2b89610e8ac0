/// The door to the Lambda's half of the protocol, which is nobody else's.
@NullMarked
package photos.ingest;

import org.jspecify.annotations.NullMarked;
