/// JSON in and out; the only package that knows its library.
@NullMarked
package photos.json;

import org.jspecify.annotations.NullMarked;
