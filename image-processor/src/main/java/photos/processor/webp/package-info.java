/// WebP out, by libwebp through the Foreign Function & Memory API. Nothing here needs the library to be there.
@NullMarked
package photos.processor.webp;

import org.jspecify.annotations.NullMarked;
