package photos.ledger.dynamodb;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import photos.ledger.Absence;
import photos.ledger.Attributes;
import photos.ledger.Covering;
import photos.ledger.Moment;
import photos.ledger.PhotoQuery;
import photos.ledger.State;

/// Which indexes answer a question, one after the other: the one that is likely to hold least besides the answer.
///
record Plan(List<Stage> stages) {
    /// S3 opened in March 2006; no original was uploaded before.
    private static final YearMonth FIRST_UPLOAD = YearMonth.of(2006, 3);

    /// A request for each cell is less than reading everything, up to about here: 100 km around a place in Europe.
    private static final int MAX_CELLS = 200;

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    Plan {
        stages = List.copyOf(stages);
    }

    static Plan of(PhotoQuery query, Instant now) {
        return new Plan(stages(query, now));
    }

    /// The index that answers most of it.
    Index index() {
        return stages.stream()
                .filter(stage -> !stage.index().carriesWholeItems())
                .findFirst()
                .orElse(stages.getFirst())
                .index();
    }

    private static List<Stage> stages(PhotoQuery query, Instant now) {
        if (isAnsweredByState(query)) {
            List<String> states =
                    query.possibleStates().stream().map(State::name).sorted().toList();
            return List.of(Stage.merged(Index.BY_STATE, states));
        }
        Optional<List<String>> cells = query.near().flatMap(near -> Covering.of(near, MAX_CELLS));
        if (cells.isPresent()) {
            return datedThenUndated(
                    query,
                    Stage.merged(Index.BY_PLACE, cells.get()),
                    Stage.merged(Index.BY_PLACE_UNDATED, cells.get()));
        }
        if (query.camera().isPresent()) {
            List<String> camera = query.camera().stream().toList();
            return datedThenUndated(
                    query, Stage.merged(Index.BY_CAMERA, camera), Stage.merged(Index.BY_CAMERA_UNDATED, camera));
        }
        return isDated(query) ? byMonth(query, now) : List.of(byUpload(now));
    }

    private static boolean isDated(PhotoQuery query) {
        return query.from().isPresent() || query.to().isPresent();
    }

    /// Without a date an item is in none of the indexes that are sorted by it; these have a sparse companion each.
    private static List<Stage> datedThenUndated(PhotoQuery query, Stage dated, Stage undated) {
        if (query.isMissing(Absence.DATE)) {
            return List.of(undated);
        }
        return isDated(query) ? List.of(between(dated, query)) : List.of(dated, undated);
    }

    /// The months of the calendar from newest to oldest; before them the photos dated later, and after them those
    /// dated earlier, which are in one partition each.
    private static List<Stage> byMonth(PhotoQuery query, Instant now) {
        YearMonth newest = YearMonth.from(
                now.plus(Attributes.AHEAD).plus(1, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC));
        YearMonth first =
                query.from().map(from -> YearMonth.from(from.earliestClock())).orElse(YearMonth.of(0, 1));
        YearMonth last = query.to().map(to -> YearMonth.from(to.latestClock())).orElse(YearMonth.of(9999, 12));
        List<Stage> stages = new ArrayList<>();
        if (last.isAfter(newest)) {
            stages.add(between(era(Attributes.LATE), query)
                    .notBefore(newest.plusMonths(1).toString()));
        }
        YearMonth top = last.isAfter(newest) ? newest : last;
        YearMonth bottom = first.isBefore(Attributes.CALENDAR) ? Attributes.CALENDAR : first;
        stages.add(between(Stage.inTurn(Index.BY_MONTH, monthsDown(top, bottom)), query));
        if (first.isBefore(Attributes.CALENDAR)) {
            stages.add(between(era(Attributes.EARLY), query));
        }
        return stages;
    }

    private static Stage era(String era) {
        return Stage.merged(Index.BY_ERA, List.of(era));
    }

    /// From tomorrow's month on, since clocks differ.
    private static Stage byUpload(Instant now) {
        YearMonth newest = YearMonth.from(now.plus(1, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC));
        return Stage.inTurn(Index.BY_UPLOAD, monthsDown(newest, FIRST_UPLOAD));
    }

    /// What is not ready is little of all, or about to be.
    private static boolean isAnsweredByState(PhotoQuery query) {
        return !query.possibleStates().isEmpty() && !query.possibleStates().contains(State.READY);
    }

    private static List<String> monthsDown(YearMonth last, YearMonth first) {
        return Stream.iterate(last, month -> !month.isBefore(first), month -> month.minusMonths(1))
                .map(YearMonth::toString)
                .toList();
    }

    private static Stage between(Stage stage, PhotoQuery query) {
        return stage.between(least(query), most(query));
    }

    /// Times are written with as many decimals as were known, so their texts compare by whole seconds only; the
    /// question itself sees to the fraction.
    static String least(PhotoQuery query) {
        return query.from().map(from -> text(from.earliestClock())).orElse(Stage.FIRST);
    }

    /// At the whole second at or after the end.
    static String most(PhotoQuery query) {
        return query.to()
                .map(Moment::latestClock)
                .map(to -> text(to.truncatedTo(ChronoUnit.SECONDS).equals(to) ? to : to.plusSeconds(1)))
                .orElse(Stage.LAST);
    }

    private static String text(LocalDateTime time) {
        return time.getYear() > 9999 ? Stage.LAST : SECONDS.format(time);
    }
}
