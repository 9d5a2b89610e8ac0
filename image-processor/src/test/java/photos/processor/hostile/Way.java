package photos.processor.hostile;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import photos.processor.NativeCodecs;
import photos.processor.preset.Presets;

/// How a picture is rendered.
///
/// @param turbo by libjpeg-turbo, where it is installed
/// @param presets which ones, from 0
record Way(boolean turbo, int presets) {
    /// As the image processor does unless it is told otherwise.
    static final Way USUAL = new Way(true, 0);

    private static final List<Presets> PRESETS = List.of(
            Presets.DEFAULTS,
            Presets.parse("thumb 160x160 cover jpeg+png 80; small 640x640 inside png 82"),
            Presets.parse("thumb 160x160 cover png+webp 80; small 640x640 inside jpeg+webp 82"),
            Presets.parse("thumb 32x32 cover jpeg+webp+png 80; small 640x640 inside jpeg 82 exact"));

    private static final Pattern NAME = Pattern.compile(".*-(turbo|java)-presets-(\\d)");

    /// A quarter without libjpeg-turbo; the same number always goes the same way.
    static Way of(long number) {
        Random random = new Random(number);
        return new Way(random.nextInt(4) > 0, random.nextInt(PRESETS.size()));
    }

    /// Of a file whose name ends with a way.
    static Way in(Path file) {
        Matcher name = NAME.matcher(file.toString());
        return name.matches() ? new Way(name.group(1).equals("turbo"), Integer.parseInt(name.group(2))) : USUAL;
    }

    static Presets presets(int number) {
        return NativeCodecs.effectiveHere(PRESETS.get(number));
    }

    @Override
    public String toString() {
        return (turbo ? "turbo" : "java") + "-presets-" + presets;
    }
}
