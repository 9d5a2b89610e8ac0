/// Digests of bytes, texts and files; as text they are lower-case hexadecimal, as in S3, the protocol and manifests.
@NullMarked
package photos.digest;

import org.jspecify.annotations.NullMarked;
