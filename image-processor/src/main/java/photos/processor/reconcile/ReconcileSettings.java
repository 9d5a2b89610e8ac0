package photos.processor.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import photos.ledger.WholeLedger;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;
import photos.processor.results.Results;
import photos.storage.ObjectStore;

/// What the image processor of this machine makes, by the same variables that tell it.
///
/// @param grace how long superseded variants stay
public record ReconcileSettings(Presets presets, Duration grace) {

    /// @param presets those that this machine can make
    /// @throws IllegalArgumentException naming the variable that is wrong
    public static ReconcileSettings from(Presets presets, Map<String, String> environment) {
        return new ReconcileSettings(presets, grace(environment.getOrDefault("PHOTOS_GRACE_SECONDS", "600")));
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
        Results results = new Results(store, ledger, grace, clock);
        return new Reconciler(store, ledger, results, presets, GateLimits.USUAL_BYTES, stuckAfter, clock);
    }
}
