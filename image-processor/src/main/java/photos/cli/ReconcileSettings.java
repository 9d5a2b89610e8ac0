package photos.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import photos.ledger.WholeLedger;
import photos.processor.NativeCodecs;
import photos.processor.preset.Presets;
import photos.processor.reconcile.Reconciler;
import photos.processor.results.Results;
import photos.storage.ObjectStore;

/// What the image processor of this machine makes, by the same variables that tell it.
///
/// @param grace how long superseded variants stay
public record ReconcileSettings(Presets presets, Duration grace) {

    /// @throws IllegalArgumentException naming the variable that is missing or wrong
    public static ReconcileSettings from(Map<String, String> environment) {
        return new ReconcileSettings(
                NativeCodecs.effectiveHere(Presets.parse(Pipeline.value(environment, "PHOTOS_PRESETS"))),
                grace(environment.getOrDefault("PHOTOS_GRACE_SECONDS", "600")));
    }

    private static Duration grace(String seconds) {
        if (!seconds.matches("\\d{1,6}")) {
            throw new IllegalArgumentException(
                    "PHOTOS_GRACE_SECONDS is \"" + seconds + "\", expected a whole number of seconds");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    /// @param stuckAfter how long a photo may be pending
    public Reconciler reconciler(ObjectStore store, WholeLedger ledger, Duration stuckAfter, Clock clock) {
        return new Reconciler(store, ledger, new Results(store, ledger, grace, clock), presets, stuckAfter, clock);
    }
}
