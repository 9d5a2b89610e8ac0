/// What lies under `results/`: variants, manifests, and what is left over.
@NullMarked
package photos.processor.results;

import org.jspecify.annotations.NullMarked;
