package photos.processor.preset;

import java.util.regex.Pattern;
import photos.image.Dimensions;
import photos.image.ImageFormat;

/// A named recipe for a variant.
///
/// @param name lower-case letters, digits and hyphens; part of the variant's key
/// @param box in pixels, of the upright picture
/// @param format JPEG or PNG; an original with real transparency becomes PNG in either case
/// @param quality 1 to 100, as libjpeg counts it; PNG is lossless and ignores it
public record Preset(String name, Dimensions box, Fit fit, ImageFormat format, int quality) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
    private static final Pattern WORDS = Pattern.compile("\\s+");
    private static final Pattern BOX = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final Pattern QUALITY = Pattern.compile("\\d{1,3}");
    private static final String EXAMPLE = "name, box, fit, format and quality, such as: thumb 320x320 cover jpeg 80";

    public Preset {
        if (!NAME.matcher(name).matches()) {
            throw wrong(name, "its name is of lower-case letters, digits and hyphens");
        }
        if (format == ImageFormat.WEBP) {
            throw wrong(name, "webp cannot be written here yet, expected jpeg or png");
        }
        if (format != ImageFormat.JPEG && format != ImageFormat.PNG) {
            throw wrong(name, format.label() + " cannot be written here, expected jpeg or png");
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
        if (words.length != 5) {
            throw wrong(words[0], "expected " + EXAMPLE + ", got: " + definition.strip());
        }
        String name = words[0];
        return new Preset(
                name, box(name, words[1]), fit(name, words[2]), format(name, words[3]), quality(name, words[4]));
    }

    /// The canonical text, such as `thumb 320x320 cover jpeg 80`; equal presets have equal texts.
    public String definition() {
        return String.join(" ", name, box.toString(), fit.label(), format.label(), Integer.toString(quality));
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

    private static ImageFormat format(String name, String word) {
        return ImageFormat.ofLabel(word).orElseThrow(() -> wrong(name, "expected jpeg or png, got " + word));
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
