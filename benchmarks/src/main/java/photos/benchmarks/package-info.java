/// The side-by-side: which pictures, which contenders, how they are run and measured.
@NullMarked
package photos.benchmarks;

import org.jspecify.annotations.NullMarked;
