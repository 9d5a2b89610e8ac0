/// The job between the Lambda and the image processor: the call, its answer, its signature.
@NullMarked
package photos.job;

import org.jspecify.annotations.NullMarked;
