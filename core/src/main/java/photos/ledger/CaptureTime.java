package photos.ledger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// When the photo was taken, by the camera's clock.
///
/// @param wallClock as written, without any zone
/// @param subSeconds how many digits of a second's fraction were written, 0 to 9
/// @param offset how the clock stood to UTC, only where something says so
public record CaptureTime(LocalDateTime wallClock, int subSeconds, Optional<Offset> offset) {
    private static final DateTimeFormatter NANOSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS");

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

    /// The wall clock in ISO 8601, with as many decimals as were written and without any zone.
    public String text() {
        String nanoseconds = NANOSECONDS.format(wallClock);
        int decimals = subSeconds == 0 ? -1 : subSeconds;
        return nanoseconds.substring(0, nanoseconds.length() - 9 + decimals);
    }

    /// The instant, where the offset is known.
    public Optional<Instant> instant() {
        return offset.map(o -> wallClock.toInstant(o.zone()));
    }
}
