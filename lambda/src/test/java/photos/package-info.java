/// The whole module: who may know whom.
@NullMarked
package photos;

import org.jspecify.annotations.NullMarked;
