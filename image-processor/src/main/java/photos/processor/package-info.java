/// The image processor: its settings and where it is put together.
@NullMarked
package photos.processor;

import org.jspecify.annotations.NullMarked;
