/// What a picture is: format, size, orientation.
@NullMarked
package photos.image;

import org.jspecify.annotations.NullMarked;
