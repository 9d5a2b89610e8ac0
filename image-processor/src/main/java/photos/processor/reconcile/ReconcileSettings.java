package photos.processor.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import photos.ledger.WholeLedger;
import photos.processor.preset.Presets;
import photos.processor.results.Results;
import photos.storage.ObjectStore;

/// What the image processor of this machine makes, by the same variables that tell it.
///
/// @param grace how long superseded variants stay
public record ReconcileSettings(Presets presets, Duration grace) {

    /// @param effective what this machine makes of presets, for whose formats a library may be missing
    /// @throws IllegalArgumentException naming the variable that is missing or wrong
    public static ReconcileSettings from(Map<String, String> environment, UnaryOperator<Presets> effective) {
        return new ReconcileSettings(
                effective.apply(presets(environment.getOrDefault("PHOTOS_PRESETS", ""))),
                grace(environment.getOrDefault("PHOTOS_GRACE_SECONDS", "600")));
    }

    private static Presets presets(String definitions) {
        if (definitions.isBlank()) {
            throw new IllegalArgumentException("the environment variable PHOTOS_PRESETS is not set");
        }
        return Presets.parse(definitions);
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
