package photos.processor.reconcile;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import photos.ledger.LedgerItem;

/// Adds up a plan.
final class Tally {
    /// Milliseconds a byte of a photo that was never rendered, where the ledger does not tell: 71 ms of CPU for a
    /// photo of 12 megapixels and 3.3 MB (the table of the README, "this renderer").
    private static final double USUAL_MILLIS_A_BYTE = 71 / 3.3e6;

    /// So many renders have to be known before they tell of others.
    private static final int ENOUGH_RENDERS = 20;

    private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private long looked;
    private long asWanted;
    private long underWay;
    private long strangers;
    private long bytesToRead;
    private long renders;
    private long handOvers;

    private long knownRenders;
    private long knownBytes;
    private long knownMillis;
    private long plannedMillis;
    private long unknownBytes;

    void look(Place place) {
        looked++;
        strangers += place.more()
                + place.results().stream()
                        .filter(object -> !place.isOurs(object))
                        .count();
    }

    /// What an earlier render tells of others.
    void learn(LedgerItem item) {
        if (item.took().isPresent() && item.original().isPresent()) {
            knownRenders++;
            knownMillis += item.took().get().toMillis();
            knownBytes += item.original().get().size();
        }
    }

    void add(Judgement judgement) {
        switch (judgement) {
            case Judgement.Nothing _ -> {}
            case Judgement.AsWanted _ -> asWanted++;
            case Judgement.UnderWay _ -> underWay++;
            case Judgement.Differs(Finding finding) -> add(finding);
        }
    }

    private void add(Finding finding) {
        kinds.merge(finding.kind(), 1L, Long::sum);
        bytesToRead += finding.bytesToRead();
        if (finding.bytesToRead() > finding.originalBytes()) {
            handOvers++;
        }
        if (finding.renders()) {
            renders++;
            finding.tookBefore()
                    .ifPresentOrElse(
                            took -> plannedMillis += took.toMillis(), () -> unknownBytes += finding.originalBytes());
        }
    }

    Plan plan() {
        double millisAByte = knownRenders < ENOUGH_RENDERS || knownBytes == 0
                ? USUAL_MILLIS_A_BYTE
                : (double) knownMillis / knownBytes;
        Duration renderTime = Duration.ofMillis(plannedMillis + Math.round(unknownBytes * millisAByte));
        long hints = kinds.values().stream().mapToLong(Long::longValue).sum();
        double secondsEach = renders == 0 ? 0 : renderTime.toMillis() / 1000.0 / renders;
        double dollars =
                hints * Prices.ofHint() + handOvers * Prices.ofHandOver() + renders * Prices.ofRender(secondsEach);
        return new Plan(looked, asWanted, underWay, strangers, kinds, bytesToRead, renders, renderTime, dollars);
    }
}
