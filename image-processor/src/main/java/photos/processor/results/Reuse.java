package photos.processor.results;

import java.util.List;
import photos.ledger.PublishedVariant;
import photos.processor.preset.Preset;
import photos.processor.preset.Presets;

/// Which published variants may stay as they are, and which presets have to be rendered beside them.
public final class Reuse {
    private Reuse() {}

    /// The variants of those presets of which nothing is missing.
    ///
    /// @param named what the ledger names
    /// @param present what of it is there
    public static List<PublishedVariant> ofWholePresets(List<PublishedVariant> named, List<PublishedVariant> present) {
        return present.stream()
                .filter(variant -> named.stream()
                        .filter(other -> other.definition().equals(variant.definition()))
                        .allMatch(present::contains))
                .toList();
    }

    /// The presets that none of the kept variants was made by.
    public static List<Preset> missing(Presets presets, List<PublishedVariant> kept) {
        return presets.list().stream()
                .filter(preset -> kept.stream().noneMatch(variant -> isOf(preset, variant)))
                .toList();
    }

    public static boolean isOf(Preset preset, PublishedVariant variant) {
        return variant.definition().equals(Presets.madeBy(preset));
    }
}
