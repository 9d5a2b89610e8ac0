/// The work volume (EBS): one directory a job, and nothing on it that matters.
@NullMarked
package photos.processor.work;

import org.jspecify.annotations.NullMarked;
