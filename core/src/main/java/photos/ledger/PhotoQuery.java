package photos.ledger;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A question to the ledger: every filter that is present must hold.
///
/// @param camera the normalised name, exactly
/// @param lens a part of the lens's name, case aside
/// @param from not taken before this
/// @param to taken before this
/// @param iso photographic sensitivity
/// @param fNumber the f-number
/// @param focalLength in millimetres
/// @param states any of these; empty for any
/// @param missing what must not be known of it
/// @param limit most photos of a page, 1 to 1,000
/// @param next the token of a page that came before
public record PhotoQuery(
        Optional<String> camera,
        Optional<String> lens,
        Optional<Moment> from,
        Optional<Moment> to,
        Optional<Near> near,
        Optional<Range> iso,
        Optional<Range> fNumber,
        Optional<Range> focalLength,
        Set<State> states,
        Optional<Reason> reason,
        Optional<String> format,
        Optional<String> keyword,
        Set<Absence> missing,
        int limit,
        Optional<String> next) {
    public static final int MAX_LIMIT = 1000;

    /// Only these ever have a reason.
    private static final Set<State> FAILED = Set.of(State.REJECTED, State.DEGRADED);

    /// Everything, newest first.
    public static final PhotoQuery ALL = new PhotoQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            100,
            Optional.empty());

    public PhotoQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_LIMIT + " photos, not " + limit);
        }
        states = Set.copyOf(states);
        missing = Set.copyOf(missing);
    }

    /// Both ends included.
    public record Range(double least, double most) {}

    /// @param kilometres at most this far away
    public record Near(Position centre, double kilometres) {}

    /// The same question, from where a page ended.
    public PhotoQuery withNext(Optional<String> token) {
        return with(states, reason, limit, token);
    }

    /// The same question about photos that were rejected or degraded for a reason.
    public PhotoQuery withReason(Reason wanted) {
        return with(FAILED, Optional.of(wanted), limit, next);
    }

    /// The same question in pages of another size.
    public PhotoQuery withLimit(int most) {
        return with(states, reason, most, next);
    }

    private PhotoQuery with(Set<State> anyOf, Optional<Reason> because, int most, Optional<String> token) {
        return new PhotoQuery(
                camera,
                lens,
                from,
                to,
                near,
                iso,
                fNumber,
                focalLength,
                anyOf,
                because,
                format,
                keyword,
                missing,
                most,
                token);
    }

    /// The states that a matching photo can be in; empty if any will do, or if there can be none
    /// ([#isImpossible]).
    public Set<State> possibleStates() {
        if (reason.isEmpty()) {
            return states;
        }
        return FAILED.stream()
                .filter(state -> states.isEmpty() || states.contains(state))
                .collect(Collectors.toSet());
    }

    /// Whether no photo can match, as the filters contradict each other.
    public boolean isImpossible() {
        return (reason.isPresent() && possibleStates().isEmpty())
                || from.stream().anyMatch(first -> to.stream().anyMatch(last -> isEmpty(first, last)))
                || (isMissing(Absence.CAMERA) && camera.isPresent())
                || (isMissing(Absence.LENS) && lens.isPresent())
                || (isMissing(Absence.DATE) && (from.isPresent() || to.isPresent()))
                || (isMissing(Absence.POSITION) && near.isPresent())
                || (isMissing(Absence.KEYWORDS) && keyword.isPresent());
    }

    private static boolean isEmpty(Moment first, Moment last) {
        if (first instanceof Moment.Exactly(Instant one) && last instanceof Moment.Exactly(Instant other)) {
            return !one.isBefore(other);
        }
        return !first.earliestClock().isBefore(last.latestClock());
    }

    public boolean isMissing(Absence absence) {
        return missing.contains(absence);
    }

    /// Whether a photo is among what is asked for, whichever index it was found in.
    public boolean matches(PhotoSummary photo) {
        return equal(camera, photo, Attributes.CAMERA)
                && lens.stream().allMatch(l -> contains(photo.text(Attributes.LENS), l))
                && from.stream().allMatch(f -> f.order(photo).stream().anyMatch(order -> order >= 0))
                && to.stream().allMatch(t -> t.order(photo).stream().anyMatch(order -> order < 0))
                && near.stream()
                        .allMatch(n -> photo.position().stream()
                                .anyMatch(p -> n.centre().kilometresTo(p) <= n.kilometres()))
                && inside(iso, photo, Attributes.ISO)
                && inside(fNumber, photo, Attributes.F_NUMBER)
                && inside(focalLength, photo, Attributes.FOCAL_LENGTH)
                && (states.isEmpty()
                        || states.stream().anyMatch(s -> equal(Optional.of(s.name()), photo, Attributes.STATE)))
                && equal(reason.map(Reason::name), photo, Attributes.REASON)
                && equal(format, photo, Attributes.FORMAT)
                && keyword.stream().allMatch(k -> photo.lists(Attributes.KEYWORDS, k))
                && missing.stream().noneMatch(absence -> photo.has(absence.attribute()));
    }

    private static boolean equal(Optional<String> wanted, PhotoSummary photo, String name) {
        return wanted.isEmpty() || wanted.equals(photo.text(name));
    }

    private static boolean contains(Optional<String> text, String part) {
        return text.stream().anyMatch(t -> t.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)));
    }

    private static boolean inside(Optional<Range> range, PhotoSummary photo, String name) {
        return range.stream().allMatch(r -> photo.number(name).stream().anyMatch(v -> v >= r.least() && v <= r.most()));
    }
}
