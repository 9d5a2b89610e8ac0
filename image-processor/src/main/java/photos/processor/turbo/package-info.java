/// The native JPEG codec libjpeg-turbo, where it is installed.
@NullMarked
package photos.processor.turbo;

import org.jspecify.annotations.NullMarked;
