package photos.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
