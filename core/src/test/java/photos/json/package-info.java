/// What is JSON here and what is not.
@NullMarked
package photos.json;

import org.jspecify.annotations.NullMarked;
