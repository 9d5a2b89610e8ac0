/// The whole pipeline on this machine, put together from its parts.
@NullMarked
package photos.local.pipeline;

import org.jspecify.annotations.NullMarked;
