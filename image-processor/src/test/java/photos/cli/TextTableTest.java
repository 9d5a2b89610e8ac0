package photos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {

    private static List<String> lines(String table) {
        return table.lines().toList();
    }

    @Test
    void columns_stand_under_one_another_in_every_script() {
        TextTable table = new TextTable("KEY", "CAMERA")
                .row("a.jpg", "Nikon")
                .row("東京.jpg", "Canon")
                .row("🌵.jpg", "Sony")
                .row("e\u0301te\u0301.jpg", "Ricoh");
        assertThat(lines(table.whole()))
                .containsExactly(
                        "KEY       CAMERA",
                        "a.jpg     Nikon",
                        "東京.jpg  Canon",
                        "🌵.jpg    Sony",
                        "e\u0301te\u0301.jpg   Ricoh");
    }

    @Test
    void a_narrow_terminal_cuts_keys_at_their_start_and_other_columns_at_their_end() {
        TextTable table =
                new TextTable("KEY", "ISO", "LENS").row("uploads/holiday/first day/a.jpg", "100", "24.0-70.0 mm f/2.8");
        assertThat(lines(table.within(80)).getLast())
                .isEqualTo("uploads/holiday/first day/a.jpg  100  24.0-70.0 mm f/2.8");
        assertThat(lines(table.within(40)).getLast()).isEqualTo("…first day/a.jpg  100  24.0-70.0 mm f/2…");
        assertThat(lines(table.within(40))).allMatch(line -> Shown.width(line) <= 40);
        assertThat(lines(table.within(1)).getLast()).isEqualTo("…y/a.jpg  100  24.0-70…");
    }

    @Test
    void wide_letters_are_not_cut_in_half() {
        TextTable table = new TextTable("KEY", "TITLE").row("東京東京東京東京", "東京東京東京東京");
        assertThat(lines(table.within(26))).allMatch(line -> Shown.width(line) <= 26);
        assertThat(lines(table.within(26)).getLast()).isEqualTo("…京東京東京   東京東京東…");
    }

    @ParameterizedTest
    @CsvSource({
        "'a\u001b[31mb', 'a\\u001b[31mb'",
        "'a\u009b31mb', 'a\\u009b31mb'",
        "'a\nb\tc', 'a\\u000ab\\u0009c'",
        "'a\u202egpj.exe', 'a\\u202egpj.exe'",
        "'a\u2028b', 'a\\u2028b'",
        "'👩\u200d👧', '👩\u200d👧'",
    })
    void nothing_that_moves_the_cursor_or_turns_the_text_reaches_the_terminal(String text, String shown) {
        assertThat(new TextTable("KEY").row(text).whole().lines().toList().getLast())
                .isEqualTo(shown);
    }
}
