package photos.processor.audit;

import java.time.DateTimeException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import photos.image.ImageFormat;
import photos.storage.Download;
import photos.storage.Generation;

/// Looks at what is kept beside an object's bytes, which whoever gets the object gets too. What the image processor
/// writes is allowed; everything else is found. Values are not repeated: they may be private.
final class HeaderCheck {
    private static final String META = "x-amz-meta-";
    private static final String SOURCE = "source-generation";

    private final Findings findings;

    HeaderCheck(Findings findings) {
        this.findings = findings;
    }

    /// What is written beside one kind of object.
    private record Allowed(String mediaType, String cacheControl, Set<String> metadata) {}

    private static final Allowed MANIFEST = new Allowed("application/json; charset=utf-8", "no-cache", Set.of());

    /// @param format of the picture, whatever the headers say; a manifest if there is none
    void run(Download object, Optional<ImageFormat> format) {
        Allowed allowed = format.map(
                        f -> new Allowed(f.mediaType(), "public, max-age=31536000, immutable", Set.of(SOURCE)))
                .orElse(MANIFEST);
        object.mediaType()
                .filter(type -> !isSame(type, allowed.mediaType()))
                .ifPresent(value -> find("Content-Type", value));
        object.cacheControl()
                .filter(control -> !control.equals(allowed.cacheControl()))
                .ifPresent(value -> find("Cache-Control", value));
        object.otherHeaders().forEach(this::find);
        object.userMetadata().forEach((name, value) -> metadata(allowed, name, value));
    }

    /// Servers write the same type with other spaces and letters, and leave out a character set that goes without
    /// saying.
    private static boolean isSame(String type, String allowed) {
        String plain = type.toLowerCase(Locale.ROOT).replace(" ", "");
        return plain.equals(allowed.replace(" ", "")) || plain.equals(allowed.replaceFirst(";.*", ""));
    }

    private void metadata(Allowed allowed, String name, String value) {
        if (!allowed.metadata().contains(name) || PositionText.isIn(value) || !isGeneration(value)) {
            find(META + name, value);
        }
    }

    private static boolean isGeneration(String value) {
        try {
            return !Generation.parse(value).text().isEmpty();
        } catch (IllegalArgumentException | DateTimeException _) {
            return false;
        }
    }

    /// Only people choose names of metadata, so only these tell something.
    private void find(String header, String value) {
        String byName = header.startsWith(META)
                ? TellingName.kind(header.substring(META.length()), "unexpected header")
                : "unexpected header";
        findings.add((PositionText.isIn(value) ? "position" : byName) + " (" + header + ")");
    }
}
