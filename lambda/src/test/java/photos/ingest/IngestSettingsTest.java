package photos.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IngestSettingsTest {
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "PHOTOS_BUCKET", "b",
            "PHOTOS_TABLE", "t",
            "PHOTOS_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/123456789012/q",
            "PHOTOS_PROCESSOR_URL", "http://10.0.0.7:8080",
            "PHOTOS_JOB_KEY", "k",
            "PHOTOS_HTTP_TIMEOUT_SECONDS", "60"));

    @Test
    void takes_everything_from_the_environment() {
        assertThat(IngestSettings.from(environment))
                .isEqualTo(new IngestSettings(
                        "b",
                        "t",
                        "https://sqs.eu-central-1.amazonaws.com/123456789012/q",
                        URI.create("http://10.0.0.7:8080"),
                        "k",
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(15)));
        environment.put("PHOTOS_LONGEST_REST_SECONDS", "15");
        assertThat(IngestSettings.from(environment).longestRest()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void the_key_is_not_printed() {
        environment.put("PHOTOS_JOB_KEY", "a-secret");
        assertThat(IngestSettings.from(environment).toString())
                .contains("10.0.0.7")
                .doesNotContain("a-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PHOTOS_BUCKET",
                "PHOTOS_TABLE",
                "PHOTOS_QUEUE_URL",
                "PHOTOS_PROCESSOR_URL",
                "PHOTOS_JOB_KEY",
                "PHOTOS_HTTP_TIMEOUT_SECONDS"
            })
    void a_missing_variable_is_named(String name) {
        environment.put(name, " ");
        assertThatThrownBy(() -> IngestSettings.from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
        environment.remove(name);
        assertThatThrownBy(() -> IngestSettings.from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({
        "PHOTOS_PROCESSOR_URL,10.0.0.7:8080",
        "PHOTOS_PROCESSOR_URL,ftp://10.0.0.7",
        "PHOTOS_PROCESSOR_URL,http://10.0.0.7:8080/jobs",
        "PHOTOS_LONGEST_REST_SECONDS,0",
        "PHOTOS_LONGEST_REST_SECONDS,''",
        "PHOTOS_HTTP_TIMEOUT_SECONDS,0",
        "PHOTOS_HTTP_TIMEOUT_SECONDS,-1",
        "PHOTOS_HTTP_TIMEOUT_SECONDS,1.5",
        "PHOTOS_HTTP_TIMEOUT_SECONDS,10000",
        "PHOTOS_HTTP_TIMEOUT_SECONDS,a minute"
    })
    void a_wrong_variable_is_named_with_its_value(String name, String value) {
        environment.put(name, value);
        assertThatThrownBy(() -> IngestSettings.from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }
}
