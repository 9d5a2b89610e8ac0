package photos.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import photos.processor.http.HttpApi;
import photos.processor.preset.Presets;

class ProcessorSettingsTest {
    private static Map<String, String> environment(String heif) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PHOTOS_BUCKET", "photos-1",
                "PHOTOS_TABLE", "PhotoMetadata-test",
                "PHOTOS_WORK_DIR", "work",
                "PHOTOS_PRESETS", Presets.DEFAULTS.definitions(),
                "PHOTOS_JOB_KEYS", "current,previous",
                "PHOTOS_OPERATOR_TOKEN", "token"));
        environment.put("PHOTOS_HEIF", heif);
        return environment;
    }

    @Test
    void jobs_may_be_signed_with_one_key_or_during_a_rotation_with_two() {
        Map<String, String> environment = environment("off");
        assertThat(ProcessorSettings.from(environment).jobKeys()).containsExactly("current", "previous");
        environment.put("PHOTOS_JOB_KEYS", "current");
        assertThat(ProcessorSettings.from(environment).jobKeys()).containsExactly("current");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ",current", "current,", "current,,previous", "current, "})
    void an_empty_key_is_refused_without_telling_the_others(String keys) {
        Map<String, String> environment = environment("off");
        environment.put("PHOTOS_JOB_KEYS", keys);
        assertThatThrownBy(() -> ProcessorSettings.from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PHOTOS_JOB_KEYS has an empty part")
                .message()
                .doesNotContain("current", "previous");
    }

    @Test
    void secrets_are_not_printed() {
        Map<String, String> environment = environment("off");
        environment.put("PHOTOS_JOB_KEYS", "a-secret,another-secret");
        environment.put("PHOTOS_OPERATOR_TOKEN", "a-secret");
        ProcessorSettings settings = ProcessorSettings.from(environment);
        assertThat(settings.toString()).contains("photos-1").doesNotContain("secret");
        assertThat(new HttpApi.Access("0.0.0.0", 8080, settings.jobKeys(), settings.operatorToken()).toString())
                .contains("8080")
                .doesNotContain("secret");
    }

    @Test
    void heic_and_avif_are_off_unless_switched_on() {
        Map<String, String> unset = environment("off");
        unset.remove("PHOTOS_HEIF");
        assertThat(ProcessorSettings.from(unset).heif()).isFalse();
        assertThat(ProcessorSettings.from(environment("off")).heif()).isFalse();
        assertThat(ProcessorSettings.from(environment("on")).heif()).isTrue();
    }

    @Test
    void a_switch_that_is_neither_on_nor_off_is_named() {
        assertThatThrownBy(() -> ProcessorSettings.from(environment("yes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PHOTOS_HEIF is \"yes\"");
    }
}
