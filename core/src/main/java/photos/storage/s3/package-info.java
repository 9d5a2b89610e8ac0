/// Amazon S3 behind [photos.storage.ObjectStore]; the only package that knows its client.
@NullMarked
package photos.storage.s3;

import org.jspecify.annotations.NullMarked;
