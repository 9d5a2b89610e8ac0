package photos.processor.render;

import java.util.stream.Collectors;
import photos.image.Orientation;
import photos.processor.gate.Demand;
import photos.processor.preset.Fidelity;
import photos.processor.preset.Presets;

/// What presets ask of an original, in the gate's words.
public final class Demands {
    private Demands() {}

    /// @param orientation of the original as it is stored
    public static Demand of(Presets presets, Orientation orientation) {
        return new Demand(
                stored -> orientation.upright(presets.largest(orientation.upright(stored))),
                presets.fidelity() == Fidelity.EXACT,
                presets.list().stream()
                        .flatMap(preset -> preset.formats().stream())
                        .collect(Collectors.toSet()));
    }
}
