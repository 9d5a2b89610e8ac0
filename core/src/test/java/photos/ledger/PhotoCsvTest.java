package photos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoCsvTest {

    private static String line(String column, Object value) {
        return PhotoCsv.lines(List.of(column), List.of(Map.of(column, value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "camera", "lens", "place", "message"})
    void what_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(String column) {
        for (String formula : List.of("=1+1", "+1", "-2+3", "@SUM(A1)", "=HYPERLINK(A1&A2)")) {
            assertThat(line(column, formula)).isEqualTo("'" + formula + "\r\n");
        }
        assertThat(line(column, "=a;b")).isEqualTo("\"'=a;b\"\r\n");
        assertThat(line(column, "=1,\"a\"")).isEqualTo("\"'=1,\"\"a\"\"\"\r\n");
        assertThat(line(column, "1-2=@")).isEqualTo("1-2=@\r\n");
        assertThat(line(column, "")).isEqualTo("\r\n");
    }

    @Test
    void keywords_are_joined_into_one_value() {
        assertThat(line("keywords", new TreeSet<>(List.of("=a", "b")))).isEqualTo("\"'=a;b\"\r\n");
    }

    @Test
    void numbers_and_offsets_keep_their_signs() {
        assertThat(line("latitude", -33.8567844)).isEqualTo("-33.8567844\r\n");
        assertThat(line("longitude", -0.00001)).isEqualTo("-1.0E-5\r\n");
        assertThat(line("takenOffset", "-07:00")).isEqualTo("-07:00\r\n");
        assertThat(line("takenOffset", "+05:30")).isEqualTo("+05:30\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'uploads/a\u001b[31m.jpg', 'uploads/a\\u001b[31m.jpg'",
        "'uploads/a\u009b2J.jpg', 'uploads/a\\u009b2J.jpg'",
        "'uploads/a\r\n=b\t.jpg', 'uploads/a\\u000d\\u000a=b\\u0009.jpg'",
        "'\t=b', '\\u0009=b'",
        "'uploads/Ünï 🌵.jpg', 'uploads/Ünï 🌵.jpg'",
    })
    void control_characters_are_written_as_escapes(String key, String written) {
        assertThat(line("objectKey", key)).isEqualTo(written + "\r\n");
    }
}
