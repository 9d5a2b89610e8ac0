/// The store on disk with versions. S3Proxy picks its behaviour by the name of the store's class, which must contain
/// `.nio2blob.`; hence this package.
@NullMarked
package photos.local.s3.nio2blob.versioned;

import org.jspecify.annotations.NullMarked;
