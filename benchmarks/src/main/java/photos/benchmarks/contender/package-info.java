/// The contenders that run in a JVM of their own, and the soak.
@NullMarked
package photos.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
