package photos.ledger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// A point of time that photos are compared with: what the camera's clock showed, wherever it was, or one instant for
/// the whole world.
public sealed interface Moment {

    /// Compares when a photo was taken with this moment: negative if earlier, 0 if equal, positive if later.
    /// Empty where that is not known.
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

    /// An instant. A photo without a known offset from UTC cannot be compared with it.
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
