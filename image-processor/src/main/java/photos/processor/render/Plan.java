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
    /// In pixels: `JPEG_MAX_DIMENSION` of libjpeg-turbo's `jmorecfg.h`.
    private static final int LONGEST_JPEG_SIDE = 65_500;

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

    /// What of the preset's formats can show this picture; JPEG where none can, or PNG if JPEG cannot either.
    private static List<ImageFormat> formats(Preset preset, Dimensions size, boolean transparent) {
        List<ImageFormat> able = preset.formats().stream()
                .filter(format -> canShow(format, size, transparent))
                .toList();
        if (able.isEmpty()) {
            return List.of(canShow(ImageFormat.JPEG, size, transparent) ? ImageFormat.JPEG : ImageFormat.PNG);
        }
        return able;
    }

    private static boolean canShow(ImageFormat format, Dimensions size, boolean transparent) {
        int side = Math.max(size.width(), size.height());
        return switch (format) {
            case JPEG -> !transparent && side <= LONGEST_JPEG_SIDE;
            case WEBP -> side <= WebpLibrary.LONGEST_SIDE;
            default -> true;
        };
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
