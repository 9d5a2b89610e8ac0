package photos.processor.render;

import java.nio.file.Path;
import java.util.List;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.processor.preset.Preset;

/// A variant in a file.
///
/// @param presets that come out as these very pixels, at least one; the file is named after the first
/// @param dimensions of the upright picture, never larger than the original
/// @param format one of its presets'; PNG instead of JPEG where the original has real transparency
public record RenderedVariant(List<Preset> presets, Path file, Dimensions dimensions, ImageFormat format) {
    public RenderedVariant {
        presets = List.copyOf(presets);
        if (presets.isEmpty()) {
            throw new IllegalArgumentException("the variant in " + file + " belongs to no preset");
        }
    }
}
