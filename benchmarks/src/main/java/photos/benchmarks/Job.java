package photos.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import photos.image.Dimensions;
import photos.processor.preset.Presets;

/// What every contender does with every photo: four JPEGs of quality 82, 4:2:0, the whole photo inside a square.
public final class Job {
    /// In the renderer's exact mode or not, by a system property.
    private static final String EXACT = Boolean.getBoolean("photos.benchmarks.exact") ? " exact" : "";

    /// Sides of the squares, in pixels.
    public static final List<Integer> SIZES = List.of(1600, 800, 320, 160);

    public static final int QUALITY = 82;

    private Job() {}

    /// The same, in this project's words; a preset is called as its size.
    public static Presets presets() {
        return Presets.parse(SIZES.stream()
                .map(size -> "%d %dx%d inside jpeg %d%s".formatted(size, size, size, QUALITY, EXACT))
                .collect(Collectors.joining("; ")));
    }

    /// What has to come out.
    public static Dimensions expected(Dimensions original, int size) {
        return original.within(new Dimensions(size, size));
    }
}
