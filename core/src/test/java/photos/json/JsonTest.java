package photos.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    @Test
    void what_is_written_is_read() throws Exception {
        Map<String, Object> object =
                Map.of("text", "Ünïcödé 🌵 \"\\\n", "list", List.of(1, true), "map", Map.of("a", 0.5));
        assertThat(Json.object(Json.write(object))).isEqualTo(object);
        assertThat(Json.object(Json.pretty(object))).isEqualTo(object);
        assertThat(Json.write(object)).doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"text\"",
                "[]",
                "{",
                "{\"a\":}",
                "{a:1}",
                "<html>",
                "{} {}",
                "{}]",
                "{\"a\":1} x"
            })
    void anything_but_an_object_is_malformed(String text) {
        assertThatThrownBy(() -> Json.object(text)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void white_space_around_an_object_belongs_to_it() throws Exception {
        assertThat(Json.object(" \r\n{\"a\": 1}\n\t")).containsEntry("a", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":null}", "{\"name\":7}", "{\"name\":[\"a\"]}"})
    void what_is_no_text_is_named(String json) {
        assertThatThrownBy(() -> Json.text(Json.object(json), "name"))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("\"name\"");
    }
}
