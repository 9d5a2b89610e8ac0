/// Photos on their way into the bucket, and waiting for what becomes of them: for whoever uploads from a program.
@NullMarked
package photos.upload;

import org.jspecify.annotations.NullMarked;
