/// How near a variant comes to an ideal resize of the whole original.
@NullMarked
package photos.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
