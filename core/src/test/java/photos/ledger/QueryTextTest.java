package photos.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
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
                Map.entry("limit", "1000"),
                Map.entry("next", "abc")));
        assertThat(query)
                .isEqualTo(new PhotoQuery(
                        Optional.of("Nikon D800"),
                        Optional.of("24-70"),
                        Optional.of(LocalDateTime.parse("2026-01-31T00:00")),
                        Optional.of(LocalDateTime.parse("2026-02-01T18:30")),
                        Optional.of(new PhotoQuery.Near(new Position(47.37, -8.54), 2.5)),
                        Optional.of(new PhotoQuery.Range(100, 800)),
                        Optional.of(new PhotoQuery.Range(2.8, 2.8)),
                        Optional.of(new PhotoQuery.Range(24, 70.5)),
                        Set.of(State.READY, State.REJECTED),
                        Optional.of(Reason.TOO_SLOW),
                        Optional.of("jpeg"),
                        Optional.of("sea"),
                        1000,
                        Optional.of("abc")));
    }

    @Test
    void what_is_not_said_is_not_asked() throws InvalidQuery {
        assertThat(QueryText.parse(Map.of())).isEqualTo(PhotoQuery.ALL);
        assertThat(QueryText.parse(Map.of("camera", " ", "iso", "", "near", "", "state", "")))
                .isEqualTo(PhotoQuery.ALL);
    }

    @Test
    void a_last_day_is_included_and_a_last_moment_is_not() throws InvalidQuery {
        assertThat(QueryText.parse(Map.of("to", "2026-01-31")).to()).contains(LocalDateTime.parse("2026-02-01T00:00"));
        assertThat(QueryText.parse(Map.of("to", "2026-01-31T00:00")).to())
                .contains(LocalDateTime.parse("2026-01-31T00:00"));
        assertThat(QueryText.parse(Map.of("near", "1,2")).near().orElseThrow().kilometres())
                .isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    from   | yesterday            | a day such as 2026-01-31 or a time
                    from   | 2026-02-30           | a day such as
                    from   | 2026-01-31T18:30:00Z | a day such as
                    to     | 31.01.2026           | a day, which is included
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
                    state  | DONE                 | one or more of PENDING, READY, DEGRADED, REJECTED, DELETED
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
