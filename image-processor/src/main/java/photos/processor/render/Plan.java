package photos.processor.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.processor.preset.Fit;
import photos.processor.preset.Preset;
import photos.processor.preset.Presets;
import photos.processor.webp.WebpLibrary;

/// Which variants a picture gets, and from which sizes of the whole picture they are cut.
final class Plan {
    /// What makes two presets come out as the same pixels.
    private record Outcome(Fit fit, Dimensions size, ImageFormat format, int quality) {}

    /// @param whole size of the whole upright picture before anything is cut off
    /// @param size of the variant
    record Step(List<Preset> presets, Dimensions whole, Dimensions size, ImageFormat format, int quality) {
        boolean cuts() {
            return !whole.equals(size);
        }
    }

    private final List<Step> steps = new ArrayList<>();

    /// @param upright size of the original
    /// @param transparent whether something shows through it
    Plan(Presets presets, Dimensions upright, boolean transparent) {
        Map<Outcome, List<Preset>> shared = new LinkedHashMap<>();
        for (Preset preset : presets.list()) {
            Dimensions size = preset.fit().size(upright, preset.box());
            for (ImageFormat format : formats(preset, size, transparent)) {
                Outcome outcome = new Outcome(preset.fit(), size, format, preset.quality());
                shared.computeIfAbsent(outcome, _ -> new ArrayList<>()).add(preset);
            }
        }
        shared.forEach((outcome, sharing) -> steps.add(new Step(
                List.copyOf(sharing),
                outcome.fit().whole(upright, sharing.getFirst().box()),
                outcome.size(),
                outcome.format(),
                outcome.quality())));
    }

    /// What of the preset's formats can show this picture; PNG or JPEG where none can.
    private static List<ImageFormat> formats(Preset preset, Dimensions size, boolean transparent) {
        boolean tooLong = Math.max(size.width(), size.height()) > WebpLibrary.LONGEST_SIDE;
        List<ImageFormat> able = preset.formats().stream()
                .filter(format -> !(transparent && format == ImageFormat.JPEG))
                .filter(format -> !(tooLong && format == ImageFormat.WEBP))
                .toList();
        if (able.isEmpty()) {
            return List.of(transparent ? ImageFormat.PNG : ImageFormat.JPEG);
        }
        return able;
    }

    /// In the order of the presets.
    List<Step> steps() {
        return List.copyOf(steps);
    }

    /// The size of the whole picture from which everything else is made.
    Dimensions largest() {
        return largestFirst().getFirst().whole();
    }

    /// Each can be made from the one before.
    List<Step> largestFirst() {
        return steps.stream()
                .sorted(Comparator.comparingLong((Step step) -> step.whole().pixels())
                        .reversed()
                        .thenComparing(Step::cuts))
                .toList();
    }

    boolean isAllJpeg() {
        return steps.stream().allMatch(step -> step.format() == ImageFormat.JPEG);
    }
}
