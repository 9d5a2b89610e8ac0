/// Lambda on this machine: the function's own jar under the official runtime client, fed from a queue.
@NullMarked
package photos.local.lambda;

import org.jspecify.annotations.NullMarked;
