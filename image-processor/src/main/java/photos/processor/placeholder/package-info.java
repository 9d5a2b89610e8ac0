/// A picture's placeholder: a few bytes that look like it from afar.
@NullMarked
package photos.processor.placeholder;

import org.jspecify.annotations.NullMarked;
