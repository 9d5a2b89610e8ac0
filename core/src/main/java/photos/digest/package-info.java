/// Digests as S3, the protocol and manifests write them: lower-case hexadecimal.
@NullMarked
package photos.digest;

import org.jspecify.annotations.NullMarked;
