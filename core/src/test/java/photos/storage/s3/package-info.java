/// Tests of the S3 client against answers that the local S3 cannot give.
@NullMarked
package photos.storage.s3;

import org.jspecify.annotations.NullMarked;
