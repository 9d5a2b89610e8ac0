/// S3 on this machine: S3Proxy over a directory, with versions, and with the notifications S3 sends.
@NullMarked
package photos.local.s3;

import org.jspecify.annotations.NullMarked;
