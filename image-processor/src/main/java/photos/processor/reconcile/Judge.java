package photos.processor.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.State;
import photos.processor.preset.Presets;
import photos.processor.results.Results;
import photos.processor.results.Reuse;
import photos.processor.results.VariantKey;
import photos.storage.Listed;
import photos.storage.ObjectHead;
import photos.storage.ObjectStore;

/// Says of one photo whether bucket, ledger and results agree, by the same rules as the Lambda and the image processor
/// go by.
final class Judge {
    /// What the Lambda reads of a photo, mostly: the first 64 KB.
    private static final long METADATA_BYTES = 1 << 16;

    private final ObjectStore store;
    private final Results results;
    private final Presets presets;
    private final String recipe;
    private final long largest;
    private final Duration stuckAfter;
    private final Clock clock;

    Judge(ObjectStore store, Results results, Presets presets, long largest, Duration stuckAfter, Clock clock) {
        this.store = store;
        this.results = results;
        this.presets = presets;
        this.recipe = presets.recipe();
        this.largest = largest;
        this.stuckAfter = stuckAfter;
        this.clock = clock;
    }

    Judgement of(Place place, Optional<LedgerItem> found) {
        if (!place.key().isOriginal()) {
            return new Judgement.Nothing();
        }
        Optional<LedgerItem> item = found.filter(i -> i.state() != State.DELETED);
        if (place.original().isEmpty()) {
            return ofAbsent(place, item, found.isEmpty());
        }
        Listed original = place.original().get();
        if (item.isEmpty()) {
            return handedOver(place, original, Kind.NEVER_SEEN);
        }
        return ofPresent(place, original, item.get());
    }

    private static Judgement ofAbsent(Place place, Optional<LedgerItem> item, boolean isUnknown) {
        if (item.isPresent()) {
            return tidied(place, Kind.DELETED, false);
        }
        return place.results().stream().anyMatch(place::isOurs)
                ? tidied(place, Kind.LEFTOVERS, isUnknown)
                : new Judgement.Nothing();
    }

    private Judgement ofPresent(Place place, Listed original, LedgerItem item) {
        if (!isSame(original, item)) {
            return handedOver(place, original, Kind.OTHER_GENERATION);
        }
        if (isToBeReadAgain(original, item)) {
            return handedOver(place, original, Kind.METADATA_OLD);
        }
        if (item.state() == State.PENDING) {
            boolean stuck = item.updatedAt()
                    .filter(since -> since.plus(stuckAfter).isAfter(clock.instant()))
                    .isEmpty();
            return stuck ? rendered(place, original, item, Kind.STUCK) : new Judgement.UnderWay();
        }
        return ofRendered(place, original, item);
    }

    private Judgement ofRendered(Place place, Listed original, LedgerItem item) {
        Results.Comparison comparison = results.compare(item, place.results());
        boolean complete = comparison.present().size() == item.variants().size();
        if (!item.recipe().equals(Optional.of(recipe)) || !complete) {
            Kind kind = complete ? Kind.RECIPE_DIFFERS : Kind.VARIANT_MISSING;
            boolean renders = VariantKey.fits(place.key(), presets.list())
                    && !Reuse.missing(presets, Reuse.ofWholePresets(item.variants(), comparison.present()))
                            .isEmpty();
            return renders ? rendered(place, original, item, kind) : tidied(place, kind, false);
        }
        if (!comparison.manifestAgrees()) {
            return tidied(place, Kind.MANIFEST_WRONG, false);
        }
        return comparison.leftovers() > 0 ? tidied(place, Kind.LEFTOVERS, false) : new Judgement.AsWanted();
    }

    /// A listing knows no versions. Where all that it tells is the same but the time, the original itself is asked: it
    /// may have been replaced by another copy of it.
    private boolean isSame(Listed listed, LedgerItem item) {
        Optional<Original> known =
                item.original().filter(o -> o.eTag().equals(listed.eTag()) && o.size() == listed.size());
        if (known.isEmpty()) {
            return false;
        }
        return seconds(known.get().uploadedAt()).equals(seconds(listed.lastModified()))
                || store.head(listed.key())
                        .filter(head -> head.generation().equals(item.generation()))
                        .isPresent();
    }

    /// What could not be read once, or may have been archived since, is looked at, whether it can be read now.
    private boolean isToBeReadAgain(Listed listed, LedgerItem item) {
        if (item.metadataVersion() == PhotoMetadata.VERSION) {
            return false;
        }
        boolean isCertain = item.metadataVersion() != PhotoMetadata.UNREAD && !listed.mayBeArchived();
        return isCertain
                || store.head(listed.key()).filter(ObjectHead::readable).isPresent();
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /// The Lambda reads its metadata, and the job that follows the whole original.
    private Judgement handedOver(Place place, Listed original, Kind kind) {
        long metadata = Math.min(original.size(), METADATA_BYTES);
        if (isTooLarge(original)) {
            return new Judgement.Differs(new Finding(place.key(), kind, false, metadata, 0, false, Optional.empty()));
        }
        long bytes = metadata + original.size();
        return new Judgement.Differs(
                new Finding(place.key(), kind, false, bytes, original.size(), true, Optional.empty()));
    }

    private Judgement rendered(Place place, Listed original, LedgerItem item, Kind kind) {
        if (isRejectedUnread(original, item)) {
            return tidied(place, kind, false);
        }
        return new Judgement.Differs(
                new Finding(place.key(), kind, false, original.size(), original.size(), true, item.took()));
    }

    /// Of these a job knows what becomes of them without the original.
    private boolean isRejectedUnread(Listed original, LedgerItem item) {
        return item.metadataVersion() == PhotoMetadata.UNREAD
                || item.workerDeaths() >= LedgerItem.MAX_WORKER_DEATHS
                || isTooLarge(original);
    }

    private boolean isTooLarge(Listed original) {
        return original.size() > largest;
    }

    private static Judgement tidied(Place place, Kind kind, boolean isUnknown) {
        return new Judgement.Differs(new Finding(place.key(), kind, isUnknown, 0, 0, false, Optional.empty()));
    }
}
