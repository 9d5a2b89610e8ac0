package photos.processor.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import photos.digest.Digest;
import photos.image.Dimensions;
import photos.ledger.Claim;
import photos.ledger.PublishedVariant;
import photos.outage.Unavailable;
import photos.processor.gate.Gate;
import photos.processor.gate.GateLimits;
import photos.processor.gate.Header;
import photos.processor.gate.Inspection;
import photos.processor.preset.Preset;
import photos.processor.preset.Presets;
import photos.processor.render.RenderedVariant;
import photos.storage.Content;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;

/// Puts rendered variants where the ledger will say they are.
final class VariantUpload {
    private static final String CACHE_CONTROL = "public, max-age=31536000, immutable";

    /// Only the header is read.
    private static final GateLimits OF_ANY_COST = GateLimits.withBudget(Long.MAX_VALUE);

    private final ObjectStore store;

    VariantUpload(ObjectStore store) {
        this.store = store;
    }

    List<PublishedVariant> upload(Claim claim, List<RenderedVariant> rendered) throws IOException {
        List<PublishedVariant> published = new ArrayList<>();
        for (RenderedVariant variant : rendered) {
            ObjectKey key = VariantKey.of(claim, variant.presets().getFirst(), variant.format());
            Stored stored = store(claim, key, variant);
            for (Preset preset : variant.presets()) {
                published.add(new PublishedVariant(
                        preset.name(),
                        Presets.madeBy(preset),
                        key,
                        stored.dimensions(),
                        stored.bytes(),
                        variant.format().mediaType(),
                        stored.sha256()));
            }
        }
        return published;
    }

    private record Stored(Dimensions dimensions, long bytes, String sha256) {}

    /// A variant that is there already was made by an earlier run of the same claim, which did not live to commit; it
    /// is never overwritten, and what the ledger says has to be true of it.
    private Stored store(Claim claim, ObjectKey key, RenderedVariant variant) throws IOException {
        Content content = new Content(
                new Content.Body.InFile(variant.file()),
                variant.format().mediaType(),
                Optional.of(CACHE_CONTROL),
                Map.of("source-generation", claim.generation().text()));
        if (store.putIfAbsent(key, content)) {
            return stored(variant.dimensions(), variant.file());
        }
        Path existing =
                variant.file().resolveSibling("existing-" + variant.file().getFileName());
        try (var download =
                store.open(key).orElseThrow(() -> new Unavailable(key + " vanished while it was written"))) {
            Files.copy(download.body(), existing);
        }
        return stored(dimensions(existing, variant), existing);
    }

    /// What is no picture at all was put there by somebody else; the audit finds it.
    private static Dimensions dimensions(Path existing, RenderedVariant variant) throws IOException {
        return switch (new Gate(OF_ANY_COST).inspect(existing)) {
            case Inspection.Admitted(Header header) -> header.canvas();
            case Inspection.Refused _ -> variant.dimensions();
        };
    }

    private static Stored stored(Dimensions dimensions, Path file) throws IOException {
        return new Stored(dimensions, Files.size(file), Digest.SHA_256.hex(file));
    }
}
