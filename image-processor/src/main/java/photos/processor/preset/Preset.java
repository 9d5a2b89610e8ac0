package photos.processor.preset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import photos.image.Dimensions;
import photos.image.ImageFormat;

/// A named recipe for a variant.
///
/// @param name lower-case letters, digits and hyphens; part of the variant's key
/// @param box in pixels, of the upright picture
/// @param formats JPEG, WebP or PNG, at least one, each once; there is a variant in each. Of an original with real
///     transparency JPEG is left out, and where it is the only one PNG takes its place
/// @param quality 1 to 100, as each format's usual encoder counts it; PNG is lossless and ignores it
/// @param fidelity exact for one preset is exact for all that are rendered with it
public record Preset(String name, Dimensions box, Fit fit, List<ImageFormat> formats, int quality, Fidelity fidelity) {
    private static final List<ImageFormat> WRITABLE = List.of(ImageFormat.JPEG, ImageFormat.WEBP, ImageFormat.PNG);
    private static final String WRITABLE_LABELS = "jpeg, webp or png";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
    private static final Pattern WORDS = Pattern.compile("\\s+");
    private static final Pattern BOX = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final Pattern QUALITY = Pattern.compile("\\d{1,3}");
    private static final String EXACT = "exact";
    private static final String EXAMPLE =
            "name, box, fit, formats and quality, such as: thumb 320x320 cover jpeg+webp 80 (exact may follow)";

    public Preset {
        if (!NAME.matcher(name).matches()) {
            throw wrong(name, "its name is of lower-case letters, digits and hyphens");
        }
        formats = List.copyOf(formats);
        if (formats.isEmpty()) {
            throw wrong(name, "expected " + WRITABLE_LABELS + ", got no format");
        }
        for (ImageFormat format : formats) {
            if (!WRITABLE.contains(format)) {
                throw wrong(name, format.label() + " cannot be written here, expected " + WRITABLE_LABELS);
            }
            if (Collections.frequency(formats, format) > 1) {
                throw wrong(name, "expected every format once, but " + format.label() + " is there twice");
            }
        }
        if (quality < 1 || quality > 100) {
            throw wrong(name, "expected a quality from 1 to 100, got " + quality);
        }
    }

    /// Reads what [#definition] writes.
    ///
    /// @throws IllegalArgumentException with a sentence that names the preset and what was expected
    public static Preset parse(String definition) {
        String[] words = WORDS.split(definition.strip(), -1);
        boolean exact = words.length == 6 && words[5].equals(EXACT);
        if (words.length != 5 && !exact) {
            throw wrong(words[0], "expected " + EXAMPLE + ", got: " + definition.strip());
        }
        String name = words[0];
        return new Preset(
                name,
                box(name, words[1]),
                fit(name, words[2]),
                formats(name, words[3]),
                quality(name, words[4]),
                exact ? Fidelity.EXACT : Fidelity.FAST);
    }

    /// The canonical text, such as `thumb 320x320 cover jpeg+webp 80`; equal presets have equal texts.
    public String definition() {
        String labels = formats.stream().map(ImageFormat::label).collect(Collectors.joining("+"));
        String usual = String.join(" ", name, box.toString(), fit.label(), labels, Integer.toString(quality));
        return fidelity == Fidelity.EXACT ? usual + " " + EXACT : usual;
    }

    /// Whether something may be cut off the pictures of a preset.
    ///
    /// @param definition as [#definition] gives it, of this or an older version; more may follow
    public static boolean cuts(String definition) {
        return definition.contains(" " + Fit.COVER.label() + " ");
    }

    /// This preset where the format cannot be written: the others are left, or JPEG where it is the only one.
    public Preset without(ImageFormat format) {
        List<ImageFormat> others = formats.stream().filter(f -> f != format).toList();
        return new Preset(name, box, fit, others.isEmpty() ? List.of(ImageFormat.JPEG) : others, quality, fidelity);
    }

    private static Dimensions box(String name, String word) {
        var matcher = BOX.matcher(word);
        if (!matcher.matches()) {
            throw wrong(name, "expected a box such as 320x320, got " + word);
        }
        int width = Integer.parseInt(matcher.group(1));
        int height = Integer.parseInt(matcher.group(2));
        if (width == 0 || height == 0) {
            throw wrong(name, "expected a box of at least 1x1, got " + word);
        }
        return new Dimensions(width, height);
    }

    private static Fit fit(String name, String word) {
        return Fit.ofLabel(word).orElseThrow(() -> wrong(name, "expected inside or cover, got " + word));
    }

    private static List<ImageFormat> formats(String name, String words) {
        List<ImageFormat> formats = new ArrayList<>();
        for (String word : words.split("\\+", -1)) {
            formats.add(ImageFormat.ofLabel(word)
                    .orElseThrow(() -> wrong(
                            name,
                            "expected " + WRITABLE_LABELS + ", or several such as jpeg+webp, got "
                                    + (word.isEmpty() ? words : word))));
        }
        return formats;
    }

    private static int quality(String name, String word) {
        if (!QUALITY.matcher(word).matches()) {
            throw wrong(name, "expected a quality from 1 to 100, got " + word);
        }
        return Integer.parseInt(word);
    }

    private static IllegalArgumentException wrong(String name, String why) {
        return new IllegalArgumentException("preset \"" + name + "\": " + why);
    }
}
