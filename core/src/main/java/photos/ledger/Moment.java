package photos.ledger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// A point of time that photos are compared with: what the camera's clock showed, wherever it was, or one instant for
/// the whole world.
public sealed interface Moment {

    /// How the taking of a photo stands to this: negative before it, 0 at it, positive after it. Absent where that is
    /// not known.
    Optional<Integer> order(PhotoSummary photo);

    /// No clock on earth showed an earlier time at this moment.
    LocalDateTime earliestClock();

    /// No clock on earth showed a later time at this moment.
    LocalDateTime latestClock();

    /// A time by the camera's clock.
    record Clock(LocalDateTime time) implements Moment {
        @Override
        public Optional<Integer> order(PhotoSummary photo) {
            return photo.takenAt().map(taken -> taken.compareTo(time));
        }

        @Override
        public LocalDateTime earliestClock() {
            return time;
        }

        @Override
        public LocalDateTime latestClock() {
            return time;
        }
    }

    /// An instant. Of a photo whose clock's offset is unknown nobody can say whether it was taken before it.
    record Exactly(Instant instant) implements Moment {
        @Override
        public Optional<Integer> order(PhotoSummary photo) {
            return photo.takenInstant().map(taken -> taken.compareTo(instant));
        }

        @Override
        public LocalDateTime earliestClock() {
            return LocalDateTime.ofInstant(instant, ZoneOffset.MIN);
        }

        @Override
        public LocalDateTime latestClock() {
            return LocalDateTime.ofInstant(instant, ZoneOffset.MAX);
        }
    }
}
