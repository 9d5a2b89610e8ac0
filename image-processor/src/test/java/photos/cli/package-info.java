@NullMarked
package photos.cli;

import org.jspecify.annotations.NullMarked;
