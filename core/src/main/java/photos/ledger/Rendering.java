package photos.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a render ended, to be committed.
public sealed interface Rendering {
    /// The hash of presets and pipeline version it was made with.
    String recipe();

    /// Variants are published: all that could be made.
    ///
    /// @param damage what was wrong with the original that the variants were made of; absent if it was whole
    /// @param outOfReach why the original could not be read when more was wanted; absent if all wanted is there
    /// @param thumbhash placeholder of the upright picture, in base64; absent if it was published without one
    record Published(
            String recipe,
            List<PublishedVariant> variants,
            Optional<Failure> damage,
            Optional<Failure> outOfReach,
            Optional<String> thumbhash,
            Duration took)
            implements Rendering {
        public Published {
            variants = List.copyOf(variants);
        }

        /// Why the photo is `DEGRADED`; absent if it is `READY`.
        public Optional<Failure> degraded() {
            return outOfReach.or(() -> damage);
        }
    }

    /// Nothing is published, and the original is why.
    record Rejected(String recipe, Failure failure) implements Rendering {}

    /// @param message a sentence for people: what was found, what was expected
    record Failure(Reason reason, String message) {}
}
