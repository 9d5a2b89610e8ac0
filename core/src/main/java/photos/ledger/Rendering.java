package photos.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a render ended, to be committed.
public sealed interface Rendering {
    /// The hash of presets and pipeline version it was made with.
    String recipe();

    /// Variants are published, all of them.
    ///
    /// @param degraded present if the original is damaged and only a part could be shown
    /// @param thumbhash placeholder of the upright picture, in base64; absent if it was published without one
    record Published(
            String recipe,
            List<PublishedVariant> variants,
            Optional<Failure> degraded,
            Optional<String> thumbhash,
            Duration took)
            implements Rendering {
        public Published {
            variants = List.copyOf(variants);
        }
    }

    /// Nothing is published, and the original is why.
    record Rejected(String recipe, Failure failure) implements Rendering {}

    /// @param message a sentence for people: what was found, what was expected
    record Failure(Reason reason, String message) {}
}
