/// The signature of jobs.
@NullMarked
package photos.job;

import org.jspecify.annotations.NullMarked;
