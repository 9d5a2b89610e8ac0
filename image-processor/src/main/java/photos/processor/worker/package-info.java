/// Rendering in a process of its own, for originals under suspicion: whatever a decoder does there, this one lives.
@NullMarked
package photos.processor.worker;

import org.jspecify.annotations.NullMarked;
