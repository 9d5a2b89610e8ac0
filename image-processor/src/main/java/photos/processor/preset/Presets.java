package photos.processor.preset;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import photos.digest.Digest;
import photos.image.Dimensions;
import photos.image.ImageFormat;

/// The presets of one installation, in order, at least one, with unique names.
public record Presets(List<Preset> list) {
    /// Counted up whenever the same preset begins to give other pixels; part of [#recipe].
    public static final int PIPELINE_VERSION = 2;

    /// What is made where nothing else is configured.
    public static final Presets DEFAULTS = parse("thumb 320x320 cover jpeg 80; small 640x640 inside jpeg 82;"
            + " medium 1280x1280 inside jpeg 82; large 2048x2048 inside jpeg 82");

    private static final int RECIPE_DIGITS = 16;

    public Presets {
        list = List.copyOf(list);
        if (list.isEmpty()) {
            throw new IllegalArgumentException("expected at least one preset, got none");
        }
        Set<String> names = new HashSet<>();
        for (Preset preset : list) {
            if (!names.add(preset.name())) {
                throw new IllegalArgumentException(
                        "preset \"" + preset.name() + "\": expected unique names, but it is there twice");
            }
        }
    }

    /// Reads definitions separated by `;`, the form of the configuration and of [#definitions].
    ///
    /// @throws IllegalArgumentException with a sentence that names the preset and what was expected
    public static Presets parse(String text) {
        return new Presets(Arrays.stream(text.split(";", -1))
                .filter(definition -> !definition.isBlank())
                .map(Preset::parse)
                .toList());
    }

    /// Whether any preset asks for the format.
    public boolean mention(ImageFormat format) {
        return list.stream().anyMatch(preset -> preset.formats().contains(format));
    }

    /// These presets where the format cannot be written. They have another recipe, so that everything is rendered
    /// again once it can.
    public Presets without(ImageFormat format) {
        return new Presets(list.stream().map(preset -> preset.without(format)).toList());
    }

    /// The size of the largest whole picture that any of them is cut from.
    ///
    /// @param upright size of the original
    public Dimensions largest(Dimensions upright) {
        return list.stream()
                .map(preset -> preset.fit().whole(upright, preset.box()))
                .max(Comparator.comparingLong(Dimensions::pixels))
                .orElseThrow();
    }

    /// Exact if one of them is.
    public Fidelity fidelity() {
        return list.stream().anyMatch(preset -> preset.fidelity() == Fidelity.EXACT) ? Fidelity.EXACT : Fidelity.FAST;
    }

    /// What a variant was made by: the preset's definition and the pipeline's version.
    public static String madeBy(Preset preset) {
        return preset.definition() + " v" + PIPELINE_VERSION;
    }

    /// Every preset's canonical text, separated by `; `.
    public String definitions() {
        return list.stream().map(Preset::definition).collect(Collectors.joining("; "));
    }

    /// What a published set was made by: the first 16 hexadecimal digits of SHA-256 over all definitions and the
    /// pipeline's version.
    public String recipe() {
        return Digest.SHA_256
                .hex(definitions() + "\nversion " + PIPELINE_VERSION)
                .substring(0, RECIPE_DIGITS);
    }
}
