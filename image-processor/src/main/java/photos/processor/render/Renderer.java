package photos.processor.render;

import java.io.IOException;

/// Makes all variants of one original.
@FunctionalInterface
public interface Renderer {
    /// Looks at the original's structure; if it may be decoded, reads it once and leaves one file per variant in the
    /// directory, each whole or not at all. Asks for memory before it takes any to decode in, and again before it
    /// takes more.
    ///
    /// @param memory to be asked for it, shared with other renders or not; a renderer with a process of its own
    ///     does not need it
    /// @throws IOException if a file cannot be read or written, or the renderer itself is at fault: nothing is said
    ///     about the photo, the same call may succeed later
    /// @throws photos.outage.Unavailable if there is no room for this one now
    /// @throws ShortOfMemory if all that share the memory took too much together
    RenderOutcome render(RenderTask task, Memory memory) throws IOException;
}
