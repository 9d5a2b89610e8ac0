/// How long the Lambda takes from the start of its process to the end of its first event.
@NullMarked
package photos.benchmarks.start;

import org.jspecify.annotations.NullMarked;
