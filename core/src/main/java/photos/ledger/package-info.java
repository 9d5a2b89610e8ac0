/// What is known of each original and what became of it, and the conditional writes that change it.
@NullMarked
package photos.ledger;

import org.jspecify.annotations.NullMarked;
