package photos.processor.render;

import java.io.IOException;
import java.nio.file.Path;
import photos.image.Orientation;
import photos.processor.preset.Presets;

/// Makes all variants of one original.
public interface Renderer {
    /// Looks at the original's structure; if it may be decoded, reads it once and leaves one file per variant in the
    /// directory, each whole or not at all.
    ///
    /// @param orientation as the ledger has it; what the file itself says is not looked at
    /// @param directory exists, belongs to this call alone and is cleared by the caller
    /// @throws IOException if a file cannot be read or written, or the renderer itself is at fault: nothing is said
    ///     about the photo, the same call may succeed later
    RenderOutcome render(Path original, Orientation orientation, Presets presets, Path directory) throws IOException;

    /// The same beside others: it asks for memory before it takes any to decode in, and again before it takes more.
    ///
    /// @param memory which all renders share; a renderer with a process of its own does not need it
    /// @throws photos.outage.Unavailable if there is no room for this one now
    /// @throws ShortOfMemory if all of them together took too much
    default RenderOutcome render(Path original, Orientation orientation, Presets presets, Path directory, Memory memory)
            throws IOException {
        return render(original, orientation, presets, directory);
    }
}
