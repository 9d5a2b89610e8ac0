package photos.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import photos.processor.nativelib.Search;
import photos.processor.preset.Presets;

class NativeCodecsTest {
    private static final Presets BOTH = Presets.parse("a 9x9 cover jpeg+webp 80; b 9x9 cover webp 80");
    private static final NativeCodecs NONE = new NativeCodecs(
            new Search.Missing<>("libjpeg-turbo is not installed"), new Search.Missing<>("libwebp is not installed"));

    @Test
    void without_libwebp_the_presets_are_made_without_webp_and_have_another_recipe() {
        assertThat(NONE.effective(BOTH)).isEqualTo(Presets.parse("a 9x9 cover jpeg 80; b 9x9 cover jpeg 80"));
        assertThat(NONE.effective(BOTH).recipe()).isNotEqualTo(BOTH.recipe());
        assertThat(NONE.effective(Presets.DEFAULTS)).isEqualTo(Presets.DEFAULTS);
        assertThat(NONE.sentences()).containsExactly("libjpeg-turbo is not installed", "libwebp is not installed");
    }

    @Test
    void what_this_machine_has_decides_and_is_said() {
        NativeCodecs codecs = NativeCodecs.ofThisMachine();
        boolean present = codecs.webp() instanceof Search.Found;
        assertThat(codecs.effective(BOTH).equals(BOTH)).isEqualTo(present);
        assertThat(codecs.sentences())
                .hasSize(2)
                .anyMatch(sentence -> sentence.contains("turbo"))
                .anyMatch(sentence -> sentence.contains("libwebp"));
    }
}
