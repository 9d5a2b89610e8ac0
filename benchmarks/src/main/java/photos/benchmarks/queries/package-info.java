/// How much of the ledger's table each kind of question reads; `benchmarks/run --queries`.
@NullMarked
package photos.benchmarks.queries;

import org.jspecify.annotations.NullMarked;
