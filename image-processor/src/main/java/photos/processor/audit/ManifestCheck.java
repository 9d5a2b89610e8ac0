package photos.processor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import photos.json.Json;
import photos.json.MalformedJson;

/// Looks at every name in a manifest, and at every text for a position. The names that a manifest has are allowed;
/// everything else is found. Values are not repeated: they may be private.
final class ManifestCheck {
    private static final int MAX_BYTES = 1 << 20;

    private static final Set<String> NAMES = Set.of(
            "bytes",
            "camera",
            "format",
            "generation",
            "height",
            "key",
            "message",
            "name",
            "original",
            "reason",
            "sha256",
            "size",
            "sources",
            "srcset",
            "state",
            "takenAt",
            "thumbhash",
            "type",
            "variants",
            "width");

    /// Keys and what is made of them: whoever uploads chooses them, and they are public.
    private static final Set<String> OF_KEYS = Set.of("key", "srcset");

    private final Findings findings;

    ManifestCheck(Findings findings) {
        this.findings = findings;
    }

    void run(Bytes bytes, long size) throws IOException, Damaged {
        if (size > MAX_BYTES) {
            throw new Damaged("a manifest of " + size + " bytes");
        }
        try {
            look("", Json.object(new String(bytes.take((int) size), UTF_8)));
        } catch (MalformedJson e) {
            throw new Damaged(String.valueOf(e.getMessage()));
        }
    }

    /// @param of the name that the value stands at
    private void look(String of, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((name, inner) -> {
                    name(String.valueOf(name));
                    look(String.valueOf(name), inner);
                });
            case List<?> list -> list.forEach(inner -> look(of, inner));
            case String text
            when !OF_KEYS.contains(of) && PositionText.isIn(text) -> findings.add("position (" + of + ")");
            case null, default -> {}
        }
    }

    private void name(String name) {
        if (!NAMES.contains(name)) {
            findings.add(TellingName.kind(name, "unknown entry") + " (" + name + ")");
        }
    }
}
