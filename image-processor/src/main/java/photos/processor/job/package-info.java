/// The image processor's half of the protocol: a job in, the world made to agree with it.
@NullMarked
package photos.processor.job;

import org.jspecify.annotations.NullMarked;
