package photos.processor.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import photos.ledger.Claim;
import photos.ledger.LedgerItem;
import photos.ledger.PublishedVariant;
import photos.ledger.RenderLedger;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.processor.preset.Preset;
import photos.processor.preset.Presets;
import photos.processor.render.RenderedVariant;
import photos.storage.Content;
import photos.storage.Listed;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;

/// What lies under `results/` for each original, kept in agreement with the ledger.
public final class Results {
    private static final String CACHE_CONTROL = "public, max-age=31536000, immutable";

    private final ObjectStore store;
    private final RenderLedger ledger;
    private final Duration grace;
    private final Clock clock;

    /// @param grace how long superseded variants stay, so that a reader of a manifest can still fetch what it names
    public Results(ObjectStore store, RenderLedger ledger, Duration grace, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.grace = grace;
        this.clock = clock;
    }

    public Duration grace() {
        return grace;
    }

    /// Uploads rendered variants, each under a key of its own, once.
    ///
    /// @return an entry for each preset and format; presets of equal outcome share an object
    public List<PublishedVariant> upload(Claim claim, List<RenderedVariant> rendered) throws IOException {
        List<PublishedVariant> published = new ArrayList<>();
        for (RenderedVariant variant : rendered) {
            ObjectKey key = VariantKey.of(claim, variant.presets().getFirst(), variant.format());
            Stored stored = store(claim, key, variant);
            for (Preset preset : variant.presets()) {
                published.add(new PublishedVariant(
                        preset.name(),
                        Presets.madeBy(preset),
                        key,
                        variant.dimensions(),
                        stored.bytes(),
                        variant.format().mediaType(),
                        stored.sha256()));
            }
        }
        return published;
    }

    private record Stored(long bytes, String sha256) {}

    /// A variant that is there already was made by an earlier run of the same claim, which did not live to commit; it
    /// is never overwritten, and what the ledger says has to be true of it.
    private Stored store(Claim claim, ObjectKey key, RenderedVariant variant) throws IOException {
        Content content = new Content(
                new Content.Body.InFile(variant.file()),
                variant.format().mediaType(),
                Optional.of(CACHE_CONTROL),
                Map.of("source-generation", claim.generation().text()));
        if (store.putIfAbsent(key, content)) {
            return stored(variant.file());
        }
        Path existing =
                variant.file().resolveSibling("existing-" + variant.file().getFileName());
        try (var download =
                store.open(key).orElseThrow(() -> new Unavailable(key + " vanished while it was written"))) {
            Files.copy(download.body(), existing);
        }
        return stored(existing);
    }

    private static Stored stored(Path file) throws IOException {
        return new Stored(Files.size(file), Sha256.of(file));
    }

    /// Whether everything that the item names is there.
    public boolean areComplete(LedgerItem item) {
        return present(item).size() == item.variants().size();
    }

    /// What the item names and is there.
    public List<PublishedVariant> present(LedgerItem item) {
        return item.variants().isEmpty()
                ? List.of()
                : present(item, store.children(item.key().resultsPrefix()));
    }

    private static List<PublishedVariant> present(LedgerItem item, List<Listed> children) {
        Set<ObjectKey> there = children.stream().map(Listed::key).collect(Collectors.toSet());
        return item.variants().stream().filter(v -> there.contains(v.key())).toList();
    }

    /// Compares what lies under `results/` with the ledger's item, and changes nothing.
    ///
    /// @param children what lies directly under the results prefix of the item's key
    public Comparison compare(LedgerItem item, List<Listed> children) {
        List<Listed> variants = children.stream()
                .filter(object -> isVariant(item.key(), object.key()))
                .toList();
        Optional<Listed> manifest = children.stream()
                .filter(object -> object.key().equals(Manifest.keyOf(item.key())))
                .findFirst();
        boolean none = item.state() == State.DELETED || !Manifest.fits(item.key());
        return new Comparison(
                present(item, children),
                none ? manifest.isEmpty() : agrees(item, manifest),
                leftovers(item, variants).stream().filter(l -> mayGo(item, l)).count());
    }

    /// @param present what the item names and is there
    /// @param manifestAgrees whether there is a manifest that says what the item says, or there shall be none
    /// @param leftovers variants that a job would remove now
    public record Comparison(List<PublishedVariant> present, boolean manifestAgrees, long leftovers) {}

    /// An ETag is mostly the MD5 of the bytes; where it is not, they are read.
    private boolean agrees(LedgerItem item, Optional<Listed> listed) {
        String wanted = Manifest.of(item);
        return listed.filter(manifest -> manifest.eTag().equals(Md5.of(wanted))
                        || store.read(manifest.key())
                                .filter(found -> found.text().equals(wanted))
                                .isPresent())
                .isPresent();
    }

    /// Whether an object was put there by this project: a variant or a manifest of an original.
    public static boolean isOurs(ObjectKey original, ObjectKey object) {
        return object.equals(Manifest.keyOf(original)) || isVariant(original, object);
    }

    /// Makes the manifest say what the ledger says, and removes what the ledger no longer names. To be called after
    /// every change of the ledger, and safe to be called at any other time. Of a key that is too long for a
    /// manifest there is nothing: no variant has a shorter name.
    ///
    /// @return whether superseded variants are left that have to stay for a while
    public boolean settle(ObjectKey key) {
        while (Manifest.fits(key)) {
            Optional<LedgerItem> shown = writeManifest(key);
            if (shown.isEmpty()) {
                return false; // whoever ends this render settles
            }
            switch (sweep(shown.get())) {
                case NOTHING_LEFT -> {
                    return false;
                }
                case LEFT_FOR_A_WHILE -> {
                    return true;
                }
                case MOVED -> {}
            }
        }
        return false;
    }

    /// The manifest's ETag is read before the ledger, so that a manifest written meanwhile from a newer item makes
    /// the write fail; the ledger is read again after the write, so that a photo deleted meanwhile leaves none.
    ///
    /// @return the item that the manifest agrees with; nothing where there is none, or a render is under way
    private Optional<LedgerItem> writeManifest(ObjectKey key) {
        ObjectKey manifest = Manifest.keyOf(key);
        while (true) {
            var current = store.read(manifest);
            Optional<LedgerItem> item = ledger.find(key);
            if (item.isEmpty() || item.get().state() == State.PENDING) {
                return Optional.empty();
            }
            boolean agrees;
            if (item.get().state() == State.DELETED) {
                agrees = current.isEmpty()
                        || store.deleteIfMatch(manifest, current.get().eTag());
            } else {
                String wanted = Manifest.of(item.get());
                if (current.isPresent() && current.get().text().equals(wanted)) {
                    return item;
                }
                agrees = current.isPresent()
                        ? store.putIfMatch(manifest, current.get().eTag(), Manifest.content(wanted))
                        : store.putIfAbsent(manifest, Manifest.content(wanted));
            }
            if (agrees && isStill(item.get(), item.get().fence())) {
                return item;
            }
        }
    }

    private enum Swept {
        NOTHING_LEFT,
        LEFT_FOR_A_WHILE,
        /// The ledger says something else by now, and so has the manifest to.
        MOVED
    }

    /// Lists first, asks the ledger then and the bucket last: what was listed and is not named by an item that has
    /// not moved since the manifest was written is left over.
    ///
    /// @param shown what the manifest says, so that no variant goes before the manifest that names it
    private Swept sweep(LedgerItem shown) {
        ObjectKey key = shown.key();
        List<Listed> variants = store.children(key.resultsPrefix()).stream()
                .filter(object -> isVariant(key, object.key()))
                .toList();
        if (variants.isEmpty()) {
            return Swept.NOTHING_LEFT;
        }
        if (!isStill(shown, shown.fence())) {
            return Swept.MOVED;
        }
        List<Listed> leftovers = leftovers(shown, variants);
        List<Listed> removable = leftovers.stream().filter(l -> mayGo(shown, l)).toList();
        if (removable.isEmpty()) {
            return leftovers.isEmpty() ? Swept.NOTHING_LEFT : Swept.LEFT_FOR_A_WHILE;
        }
        if (store.head(key).isEmpty() != (shown.state() == State.DELETED)) {
            return Swept.NOTHING_LEFT; // the ledger is behind the bucket; the hint that is under way sweeps
        }
        return remove(shown, removable, removable.size() < leftovers.size());
    }

    /// What is left over may be what a render under way is about to publish, if that has stood still for longer than
    /// the grace time. So the fence is raised first: whoever began before cannot commit any more. A tombstone's was
    /// raised when it was written.
    private Swept remove(LedgerItem shown, List<Listed> removable, boolean othersStay) {
        Optional<Claim> claim =
                shown.state() == State.DELETED ? Optional.of(shown.claim()) : ledger.advance(shown.claim());
        if (claim.isEmpty()) {
            return Swept.MOVED;
        }
        removable.forEach(leftover -> store.delete(leftover.key()));
        if (!isStill(shown, claim.get().fence())) {
            return Swept.MOVED;
        }
        return othersStay ? Swept.LEFT_FOR_A_WHILE : Swept.NOTHING_LEFT;
    }

    private static boolean isVariant(ObjectKey original, ObjectKey child) {
        return VariantKey.isVariantName(
                child.value().substring(original.resultsPrefix().length()));
    }

    private static List<Listed> leftovers(LedgerItem item, List<Listed> variants) {
        Set<ObjectKey> named =
                item.variants().stream().map(PublishedVariant::key).collect(Collectors.toSet());
        return variants.stream().filter(v -> !named.contains(v.key())).toList();
    }

    /// A deleted photo's variants go at once. Superseded ones stay for a while after both they were written, since
    /// they may belong to a render that is not committed yet, and the present ones were published.
    private boolean mayGo(LedgerItem item, Listed leftover) {
        if (item.state() == State.DELETED) {
            return true;
        }
        Instant old = clock.instant().minus(grace);
        return !leftover.lastModified().isAfter(old)
                && item.updatedAt().filter(updated -> !updated.isAfter(old)).isPresent();
    }

    private boolean isStill(LedgerItem item, long fence) {
        return ledger.find(item.key())
                .filter(now -> now.fence() == fence
                        && now.state() == item.state()
                        && now.variants().equals(item.variants()))
                .isPresent();
    }
}
