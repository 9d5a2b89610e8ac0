package photos.processor.reconcile;

import java.util.List;
import java.util.Optional;
import photos.processor.results.Results;
import photos.storage.Listed;
import photos.storage.ObjectKey;

/// What the bucket has of one path.
///
/// @param original absent if there is none
/// @param results what lies directly under its results prefix
/// @param more results beyond those, more than this project ever puts there
record Place(ObjectKey key, Optional<Listed> original, List<Listed> results, long more) {
    Place {
        results = List.copyOf(results);
    }

    /// Whether a result was put there by this project.
    boolean isOurs(Listed result) {
        return key.isOriginal() && Results.isOurs(key, result.key());
    }
}
