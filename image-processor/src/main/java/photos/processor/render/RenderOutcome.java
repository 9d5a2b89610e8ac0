package photos.processor.render;

import java.util.List;
import java.util.Optional;
import photos.ledger.Rendering;

/// What became of an original.
public sealed interface RenderOutcome {
    /// Every preset has a variant, in each of its formats that can show the picture.
    ///
    /// @param variants each of other pixels than the rest, in the order of their first presets
    /// @param degraded present if the original is damaged and only a part could be shown
    /// @param thumbhash placeholder of the upright picture, in base64
    record Rendered(List<RenderedVariant> variants, Optional<Rendering.Failure> degraded, String thumbhash)
            implements RenderOutcome {
        public Rendered {
            variants = List.copyOf(variants);
        }
    }

    /// There is no picture to be had, and the original is why.
    record Unrenderable(Rendering.Failure failure) implements RenderOutcome {}
}
