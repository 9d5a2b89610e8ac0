/// A model of the whole pipeline: the real programs on a bucket, a ledger and a queue in memory, one step at a time in
/// an order that a seed decides, with everything checked after each step.
@NullMarked
package photos.model;

import org.jspecify.annotations.NullMarked;
