package photos.processor.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;
import photos.digest.Digest;
import photos.image.ImageFormat;
import photos.ledger.Claim;
import photos.processor.preset.Preset;
import photos.processor.preset.Presets;
import photos.storage.ObjectKey;

/// Where variants go: `results/<path>/<preset>-<hash>.<ext>`, the hash being of what a variant was made from and how,
/// so that a variant is never overwritten by another. The formats of a preset differ in the extension alone.
public final class VariantKey {
    private static final int HASH_DIGITS = 10;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+-[0-9a-f]{" + HASH_DIGITS + "}\\.[a-z]+");

    /// Longest extension that a variant gets.
    private static final String LONGEST_EXTENSION = ".webp";

    private VariantKey() {}

    public static ObjectKey of(Claim claim, Preset preset, ImageFormat format) {
        return new ObjectKey(
                claim.key().resultsPrefix() + preset.name() + "-" + hash(claim, preset) + "." + format.extension());
    }

    /// Whether every key that results of this original may need is short enough for S3.
    public static boolean fits(ObjectKey original, List<Preset> presets) {
        int prefix = original.resultsPrefix().getBytes(UTF_8).length;
        int longest = presets.stream()
                .mapToInt(preset -> preset.name().length() + 1 + HASH_DIGITS + LONGEST_EXTENSION.length())
                .max()
                .orElse(0);
        return prefix + Math.max(longest, Manifest.NAME.length()) <= ObjectKey.MAX_BYTES;
    }

    /// Whether a direct child of an original's results prefix has the form of a variant's name; nothing else may be
    /// swept.
    static boolean isVariantOf(ObjectKey original, ObjectKey child) {
        return isVariantName(child.value().substring(original.resultsPrefix().length()));
    }

    static boolean isVariantName(String name) {
        return NAME.matcher(name).matches();
    }

    private static String hash(Claim claim, Preset preset) {
        String madeFrom = String.join(
                "\n",
                claim.key().value(),
                claim.generation().text(),
                Long.toString(claim.fence()),
                preset.definition(),
                Integer.toString(Presets.PIPELINE_VERSION));
        return Digest.SHA_256.hex(madeFrom).substring(0, HASH_DIGITS);
    }
}
