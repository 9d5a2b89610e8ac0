package photos.processor.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import photos.ledger.LedgerItem;
import photos.ledger.WholeLedger;
import photos.processor.preset.Presets;
import photos.processor.results.Results;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;

/// Compares bucket, ledger and results, photo by photo, and says what differs. It changes nothing itself: the job that
/// a hint starts decides again.
public final class Reconciler {
    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    /// Photos compared at a time: as many items as the ledger gives at once.
    private static final int PAGE = 100;

    private final ObjectStore store;
    private final WholeLedger ledger;
    private final Judge judge;

    /// @param presets what is wanted of each photo
    /// @param largest original that the image processor reads, in bytes
    /// @param stuckAfter how long a photo may be pending
    public Reconciler(
            ObjectStore store,
            WholeLedger ledger,
            Results results,
            Presets presets,
            long largest,
            Duration stuckAfter,
            Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.judge = new Judge(store, results, presets, largest, stuckAfter, clock);
    }

    /// @param prefix of the paths to look at, after `uploads/`; empty for all
    /// @param sink told of each photo that differs; asked for again if everything starts again
    /// @param progress told now and then how many paths were looked at
    /// @throws photos.outage.Unavailable if a service does not answer
    public Plan plan(String prefix, Supplier<Consumer<Finding>> sink, LongConsumer progress) {
        try {
            return plan(prefix, sink.get(), progress, KeyOrder.UTF8);
        } catch (OutOfOrder e) {
            log.atInfo().log("starts again, for another order: {}", e.getMessage());
            return plan(prefix, sink.get(), progress, KeyOrder.UTF16);
        }
    }

    private Plan plan(String prefix, Consumer<Finding> sink, LongConsumer progress, KeyOrder order) {
        Tally tally = new Tally();
        long looked = 0;
        try (Places places = Places.of(store, ledger, prefix, order)) {
            while (places.hasNext()) {
                List<Place> page = page(places);
                judge(page, tally, sink);
                looked += page.size();
                progress.accept(looked);
            }
        }
        return tally.plan();
    }

    private static List<Place> page(Iterator<Place> places) {
        List<Place> page = new ArrayList<>();
        while (page.size() < PAGE && places.hasNext()) {
            page.add(places.next());
        }
        return page;
    }

    private void judge(List<Place> page, Tally tally, Consumer<Finding> sink) {
        List<ObjectKey> keys =
                page.stream().map(Place::key).filter(ObjectKey::isOriginal).toList();
        Map<ObjectKey, LedgerItem> items = ledger.findAll(keys);
        for (Place place : page) {
            Optional<LedgerItem> item = Optional.ofNullable(items.get(place.key()));
            Judgement judgement = judge.of(place, item);
            tally.look(place);
            item.ifPresent(tally::learn);
            tally.add(judgement);
            if (judgement instanceof Judgement.Differs(Finding finding)) {
                sink.accept(finding);
            }
        }
    }
}
