/// Ports of this machine's loopback address, the only one the parts listen on.
@NullMarked
package photos.local.port;

import org.jspecify.annotations.NullMarked;
