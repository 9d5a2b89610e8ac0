package photos.processor.render;

import java.nio.file.Path;
import photos.image.Orientation;
import photos.processor.preset.Presets;

/// One original and what is to be made of it.
///
/// @param orientation as the ledger has it; what the file itself says is not looked at
/// @param directory for the variants: exists, belongs to this render alone and is cleared by whoever asked for it
public record RenderTask(Path original, Orientation orientation, Presets presets, Path directory) {}
