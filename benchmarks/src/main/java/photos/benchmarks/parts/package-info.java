/// JMH benchmarks of the renderer's parts.
@NullMarked
package photos.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
