package photos.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTextTest {

    @Test
    void every_parameter_is_understood() throws InvalidQuery {
        PhotoQuery query = QueryText.parse(Map.ofEntries(
                Map.entry("camera", "Nikon D800"),
                Map.entry("lens", "24-70"),
                Map.entry("from", "2026-01-31"),
                Map.entry("to", "2026-02-01T18:30:00"),
                Map.entry("near", "47.37, -8.54"),
                Map.entry("within", "2.5"),
                Map.entry("iso", "100-800"),
                Map.entry("f", "2.8"),
                Map.entry("focal", "24-70.5"),
                Map.entry("state", "ready, REJECTED"),
                Map.entry("reason", "too_slow"),
                Map.entry("format", "JPEG"),
                Map.entry("keyword", "sea"),
                Map.entry("missing", "lens, Position"),
                Map.entry("limit", "1000"),
                Map.entry("next", "abc")));
        assertThat(query)
                .isEqualTo(new PhotoQuery(
                        Optional.of("Nikon D800"),
                        Optional.of("24-70"),
                        Optional.of(clock("2026-01-31T00:00")),
                        Optional.of(clock("2026-02-01T18:30")),
                        Optional.of(new PhotoQuery.Near(new Position(47.37, -8.54), 2.5)),
                        Optional.of(new PhotoQuery.Range(100, 800)),
                        Optional.of(new PhotoQuery.Range(2.8, 2.8)),
                        Optional.of(new PhotoQuery.Range(24, 70.5)),
                        Set.of(State.READY, State.REJECTED),
                        Optional.of(Reason.TOO_SLOW),
                        Optional.of("jpeg"),
                        Optional.of("sea"),
                        Set.of(Absence.LENS, Absence.POSITION),
                        1000,
                        Optional.of("abc")));
    }

    @Test
    void what_is_not_said_is_not_asked() throws InvalidQuery {
        assertThat(QueryText.parse(Map.of())).isEqualTo(PhotoQuery.ALL);
    }

    @Test
    void a_parameter_without_a_value_is_no_question_for_everything() {
        for (String name : QueryText.PARAMETERS.keySet()) {
            for (String blank : List.of("", "   ")) {
                assertThatThrownBy(() -> QueryText.parse(Map.of(name, blank)))
                        .isInstanceOf(InvalidQuery.class)
                        .hasMessage("parameter \"" + name + "\" is \"" + blank + "\", expected "
                                + QueryText.PARAMETERS.get(name));
            }
        }
    }

    private static Moment clock(String time) {
        return new Moment.Clock(LocalDateTime.parse(time));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31,          2026-01-31T00:00,    2026-02-01T00:00",
        "2026-02,             2026-02-01T00:00,    2026-03-01T00:00",
        "2026,                2026-01-01T00:00,    2027-01-01T00:00",
        "2026-01-31T00:00,    2026-01-31T00:00,    2026-01-31T00:00",
        "2026-01-31T18:30:05, 2026-01-31T18:30:05, 2026-01-31T18:30:05",
        "9999,                9999-01-01T00:00,    +10000-01-01T00:00",
    })
    void a_last_day_month_or_year_is_included_and_a_last_moment_is_not(String text, String from, String to)
            throws InvalidQuery {
        PhotoQuery query = QueryText.parse(Map.of("from", text, "to", text));
        assertThat(query.from()).contains(clock(from));
        assertThat(query.to()).contains(clock(to));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T10:00Z,             2026-05-01T10:00:00Z",
        "2026-05-01T10:00+02:00,        2026-05-01T08:00:00Z",
        "2026-05-01T10:00 02:00,        2026-05-01T08:00:00Z",
        "2026-05-01T10:00:05-09:30,     2026-05-01T19:30:05Z",
        "2026-05-01T10:00:05.25+05:45,  2026-05-01T04:15:05.250Z",
    })
    void a_time_with_an_offset_is_an_instant(String text, Instant instant) throws InvalidQuery {
        assertThat(QueryText.parse(Map.of("from", text)).from()).contains(new Moment.Exactly(instant));
        assertThat(QueryText.parse(Map.of("to", text)).to()).contains(new Moment.Exactly(instant));
    }

    @Test
    void a_place_without_a_distance_means_ten_kilometres() throws InvalidQuery {
        assertThat(QueryText.parse(Map.of("near", "1,2")).near().orElseThrow().kilometres())
                .isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    from   | yesterday            | a year, month or day such as 2026-01-31, or a time such as 2026
                    from   | 2026-02-30           | a year, month or day
                    from   | 2026-13              | a year, month or day
                    from   | 20260131             | a year, month or day
                    from   | 2026-01-31Z          | a year, month or day
                    from   | 2026-01-31T25:00     | a year, month or day
                    from   | 2026-01-31T10:00+99:00 | a year, month or day
                    from   | 2026-01-31T10:00 CET | a year, month or day
                    from   | -0001-01-01T00:00    | a year, month or day
                    from   | +999999999-12-31T23:59:59-18:00 | a year, month or day
                    from   | -999999999-01-01T00:00+18:00 | a year, month or day
                    from   | +12026-01-31T10:00Z  | a year, month or day
                    to     | -0001-01-01T00:00    | a year, month or day
                    to     | +999999999-12-31T23:59:59-18:00 | a year, month or day
                    to     | +999999999-12-31T23:59:59.999999999 | a year, month or day
                    to     | 31.01.2026           | a year, month or day such as 2026-01-31, which is included
                    missing | colour              | one or more of camera, lens, date, offset, position, keywords
                    missing | camera;date         | one or more of camera, lens
                    missing | camera,             | one or more of camera, lens
                    near   | 47.37                | latitude,longitude such as 47.37,8.54
                    near   | 47.37,8.54,400       | latitude,longitude
                    near   | 91,0                 | latitude,longitude
                    near   | 0,-180.1             | latitude,longitude
                    near   | NaN,0                | latitude,longitude
                    near   | north,east           | latitude,longitude
                    iso    | fast                 | a number such as 100 or a range such as 100-800
                    iso    | 800-100              | a number such as 100
                    iso    | 100-                 | a number such as 100
                    iso    | -100                 | a number such as 100
                    iso    | 1-2-3                | a number such as 100
                    iso    | NaN                  | a number such as 100
                    iso    | Infinity             | a number such as 100
                    iso    | 100d                 | a number such as 100
                    iso    | 0x10p0               | a number such as 100
                    f      | f/2.8                | a number such as 2.8 or a range such as 1.4-2.8
                    f      | 2,8                  | a number such as 2.8
                    focal  | 50mm                 | millimetres such as 50 or a range such as 24-70
                    state  | DONE                 | one or more of PENDING, READY, DEGRADED, REJECTED, with commas
                    state  | DELETED              | one or more of PENDING, READY, DEGRADED, REJECTED, with commas; deleted
                    state  | READY,deleted        | one or more of PENDING, READY, DEGRADED, REJECTED, with commas
                    state  | READY;REJECTED       | one or more of
                    state  | ,                    | one or more of
                    reason | BAD                  | one of EMPTY, UNSUPPORTED_FORMAT, CORRUPT
                    format | jpg                  | one of jpeg, png
                    limit  | 0                    | a number from 1 to 1000
                    limit  | 1001                 | a number from 1 to 1000
                    limit  | 99999999999          | a number from 1 to 1000
                    limit  | many                 | a number from 1 to 1000
                    colour | red                  | one of camera, lens, from, to, near, within
                    """)
    void a_value_that_is_not_understood_is_answered_by_a_sentence(String parameter, String value, String expected) {
        assertThatThrownBy(() -> QueryText.parse(Map.of(parameter, value)))
                .isInstanceOfSatisfying(
                        InvalidQuery.class, e -> assertThat(e.parameter()).isEqualTo(parameter))
                .hasMessageStartingWith("parameter \"" + parameter + "\" is \"" + value + "\", expected " + expected);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "20001", "far", "NaN", "5d"})
    void a_distance_is_a_number_of_kilometres_on_earth(String within) {
        assertThatThrownBy(() -> QueryText.parse(Map.of("near", "1,2", "within", within)))
                .isInstanceOf(InvalidQuery.class)
                .hasMessage("parameter \"within\" is \"" + within
                        + "\", expected a distance in kilometres, more than 0 and at most 20000");
    }

    @Test
    void a_distance_needs_a_place() {
        assertThatThrownBy(() -> QueryText.parse(Map.of("within", "5")))
                .isInstanceOf(InvalidQuery.class)
                .hasMessageStartingWith("parameter \"near\" is \"\", expected latitude,longitude");
    }
}
