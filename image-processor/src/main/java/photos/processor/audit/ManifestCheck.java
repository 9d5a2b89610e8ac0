package photos.processor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import photos.json.Json;
import photos.json.MalformedJson;

/// Looks at every name in a manifest. The names that a manifest has are allowed; everything else is found.
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

    private final Findings findings;

    ManifestCheck(Findings findings) {
        this.findings = findings;
    }

    void run(Bytes bytes, long size) throws IOException, Damaged {
        if (size > MAX_BYTES) {
            throw new Damaged("a manifest of " + size + " bytes");
        }
        try {
            look(Json.object(new String(bytes.take((int) size), UTF_8)));
        } catch (MalformedJson e) {
            throw new Damaged(String.valueOf(e.getMessage()));
        }
    }

    private void look(@Nullable Object value) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((name, inner) -> {
                    name(String.valueOf(name));
                    look(inner);
                });
            case List<?> list -> list.forEach(this::look);
            case null, default -> {}
        }
    }

    private void name(String name) {
        if (!NAMES.contains(name)) {
            findings.add(TellingName.kind(name, "unknown entry") + " (" + name + ")");
        }
    }
}
