/// The bucket: object keys, generations, and what may be done with objects.
@NullMarked
package photos.storage;

import org.jspecify.annotations.NullMarked;
