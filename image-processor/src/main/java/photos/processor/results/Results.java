package photos.processor.results;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import photos.digest.Digest;
import photos.ledger.Claim;
import photos.ledger.LedgerItem;
import photos.ledger.PublishedVariant;
import photos.ledger.RenderLedger;
import photos.ledger.State;
import photos.processor.render.RenderedVariant;
import photos.storage.Listed;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;

/// What lies under `results/` for each original, kept in agreement with the ledger.
public final class Results {
    private final ObjectStore store;
    private final VariantUpload upload;
    private final Leftovers leftovers;
    private final Settlement settlement;

    /// @param grace how long superseded variants stay, so that a reader of a manifest can still fetch what it names
    public Results(ObjectStore store, RenderLedger ledger, Duration grace, Clock clock) {
        this.store = store;
        this.upload = new VariantUpload(store);
        this.leftovers = new Leftovers(grace, clock);
        this.settlement = new Settlement(store, ledger, leftovers);
    }

    /// Uploads rendered variants, each under a key of its own, once.
    ///
    /// @return an entry for each preset and format; presets of equal outcome share an object
    /// @throws IOException if a rendered file cannot be read, or one that is there already cannot be copied
    /// @throws photos.outage.Unavailable if the bucket does not answer
    public List<PublishedVariant> upload(Claim claim, List<RenderedVariant> rendered) throws IOException {
        return upload.upload(claim, rendered);
    }

    /// Makes the manifest say what the ledger says, and removes what the ledger no longer names. To be called after
    /// every change of the ledger, and safe to be called at any other time. Of a key that is too long for a
    /// manifest there is nothing: no variant has a shorter name.
    ///
    /// @return whether superseded variants are left that have to stay for a while
    /// @throws photos.outage.Unavailable if the bucket does not answer, or item or manifest change again and again
    public boolean settle(ObjectKey key) {
        return settlement.settle(key);
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
        Optional<Listed> manifest = children.stream()
                .filter(object -> object.key().equals(Manifest.keyOf(item.key())))
                .findFirst();
        boolean none = item.state() == State.DELETED || !Manifest.fits(item.key());
        return new Comparison(
                present(item, children),
                none ? manifest.isEmpty() : agrees(item, manifest),
                leftovers.removable(item, leftovers.of(item, children)).size());
    }

    /// @param present what the item names and is there
    /// @param manifestAgrees whether there is a manifest that says what the item says, or there shall be none
    /// @param leftovers variants that a job would remove now
    public record Comparison(List<PublishedVariant> present, boolean manifestAgrees, long leftovers) {}

    /// An ETag is mostly the MD5 of the bytes; where it is not, they are read.
    private boolean agrees(LedgerItem item, Optional<Listed> listed) {
        String wanted = Manifest.of(item);
        return listed.filter(manifest -> manifest.eTag().equals(Digest.MD5.hex(wanted))
                        || store.read(manifest.key())
                                .filter(found -> found.text().equals(wanted))
                                .isPresent())
                .isPresent();
    }

    /// Whether an object was put there by this project: a variant or a manifest of an original.
    public static boolean isOurs(ObjectKey original, ObjectKey object) {
        return object.equals(Manifest.keyOf(original)) || VariantKey.isVariantOf(original, object);
    }
}
