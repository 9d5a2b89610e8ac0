package photos.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAnswerTest {
    private static final Set<String> IDS = Set.of("a", "b");

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}"})
    void nothing_failed_where_nothing_is_named(String answer) {
        assertThat(BatchAnswer.failed(answer, IDS)).contains(Set.of());
    }

    @Test
    void what_is_named_has_failed() {
        assertThat(BatchAnswer.failed("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}", IDS))
                .contains(Set.of("b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"done\"",
                "{\"batchItemFailures\":",
                "{\"batchItemFailures\":{}}",
                "{\"batchItemFailures\":[\"a\"]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemId\":\"a\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"c\"}]}"
            })
    void the_whole_batch_failed_where_the_answer_cannot_be_understood(String answer) {
        assertThat(BatchAnswer.failed(answer, IDS)).isEmpty();
    }
}
