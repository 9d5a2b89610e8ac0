package photos.ledger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// When the photo was taken, by the camera's clock.
///
/// @param wallClock as written, without any zone
/// @param subSeconds how many digits of a second's fraction were written, 0 to 9
/// @param offset how the clock stood to UTC, only where something says so
public record CaptureTime(LocalDateTime wallClock, int subSeconds, Optional<Offset> offset) {
    public CaptureTime {
        if (subSeconds < 0 || subSeconds > 9) {
            throw new IllegalArgumentException("a second has 0 to 9 decimals, had " + subSeconds);
        }
    }

    /// @param source what says so
    public record Offset(ZoneOffset zone, Source source) {}

    public enum Source {
        EXIF,
        GPS
    }

    /// The instant, where the offset is known.
    public Optional<Instant> instant() {
        return offset.map(o -> wallClock.toInstant(o.zone()));
    }
}
