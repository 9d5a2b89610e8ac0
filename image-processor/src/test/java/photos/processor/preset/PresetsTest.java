package photos.processor.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.image.Dimensions;
import photos.image.ImageFormat;

class PresetsTest {
    @Test
    void what_is_parsed_is_written_as_the_same_text() {
        Presets presets = Presets.parse("  thumb   320x320 cover jpeg 80 ;\n logo 64x32 inside png 100;");
        assertThat(presets.definitions()).isEqualTo("thumb 320x320 cover jpeg 80; logo 64x32 inside png 100");
        assertThat(Presets.parse(presets.definitions())).isEqualTo(presets);
    }

    @Test
    void the_defaults_are_those_of_the_contract() {
        assertThat(Presets.DEFAULTS.list().stream().map(Preset::definition))
                .containsExactly(
                        "thumb 320x320 cover jpeg 80",
                        "small 640x640 inside jpeg 82",
                        "medium 1280x1280 inside jpeg 82",
                        "large 2048x2048 inside jpeg 82");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Thumb 320x320 cover jpeg 80       | preset "Thumb": its name is of lower-case
                    thumb 320 cover jpeg 80           | preset "thumb": expected a box such as 320x320, got 320
                    thumb 0x320 cover jpeg 80         | preset "thumb": expected a box of at least 1x1, got 0x320
                    thumb 320x320 fill jpeg 80        | preset "thumb": expected inside or cover, got fill
                    thumb 320x320 cover gif 80        | preset "thumb": gif cannot be written here, expected jpeg, webp or png
                    thumb 320x320 cover jpg 80        | preset "thumb": expected jpeg, webp or png, or several such as jpeg+webp, got jpg
                    thumb 320x320 cover jpeg+avif 80  | preset "thumb": avif cannot be written here, expected jpeg, webp or png
                    thumb 320x320 cover jpeg+jpeg 80  | preset "thumb": expected every format once, but jpeg is there twice
                    thumb 320x320 cover jpeg+ 80      | or several such as jpeg+webp, got jpeg+
                    thumb 320x320 cover jpeg,webp 80  | or several such as jpeg+webp, got jpeg,webp
                    thumb 320x320 cover jpeg + webp 80 | preset "thumb": expected name, box, fit, formats and quality
                    thumb 320x320 cover jpeg 101      | preset "thumb": expected a quality from 1 to 100, got 101
                    thumb 320x320 cover jpeg best     | preset "thumb": expected a quality from 1 to 100, got best
                    thumb 320x320 cover               | preset "thumb": expected name, box, fit, formats and quality
                    a 1x1 cover png 1; a 2x2 cover png 1 | preset "a": expected unique names
                    ;                                 | expected at least one preset
                    """)
    void a_wrong_text_is_refused_with_the_presets_name_and_what_was_expected(String text, String sentence) {
        assertThatThrownBy(() -> Presets.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void the_recipe_changes_with_any_preset_and_with_nothing_else() {
        Presets presets = Presets.parse("thumb 320x320 cover jpeg 80");
        assertThat(presets.recipe()).matches("[0-9a-f]{16}");
        assertThat(Presets.parse("thumb  320x320  cover jpeg 80;").recipe()).isEqualTo(presets.recipe());
        assertThat(Presets.parse("thumb 320x320 cover jpeg 81").recipe()).isNotEqualTo(presets.recipe());
    }

    @Test
    void several_formats_are_kept_in_their_order_and_are_part_of_the_recipe() {
        Presets both = Presets.parse("thumb 320x320 cover jpeg+webp 80");
        assertThat(both.list().getFirst().formats()).containsExactly(ImageFormat.JPEG, ImageFormat.WEBP);
        assertThat(both.definitions()).isEqualTo("thumb 320x320 cover jpeg+webp 80");
        assertThat(both.recipe())
                .isNotEqualTo(Presets.parse("thumb 320x320 cover jpeg 80").recipe());
    }

    @Test
    void without_a_format_the_others_are_left_and_jpeg_stands_in_for_an_only_one() {
        Presets presets = Presets.parse("a 9x9 cover jpeg+webp 80; b 9x9 cover webp+png 80; c 9x9 cover webp 70");
        Presets without = presets.without(ImageFormat.WEBP);
        assertThat(without).isEqualTo(Presets.parse("a 9x9 cover jpeg 80; b 9x9 cover png 80; c 9x9 cover jpeg 70"));
        assertThat(presets.mention(ImageFormat.WEBP)).isTrue();
        assertThat(without.mention(ImageFormat.WEBP)).isFalse();
        assertThat(without.recipe()).isNotEqualTo(presets.recipe());
    }

    @Test
    void neither_fit_enlarges_and_cover_cuts_what_juts_out() {
        Dimensions box = new Dimensions(320, 320);
        assertThat(Fit.INSIDE.size(new Dimensions(4000, 3000), box)).isEqualTo(new Dimensions(320, 240));
        assertThat(Fit.COVER.size(new Dimensions(4000, 3000), box)).isEqualTo(box);
        assertThat(Fit.COVER.whole(new Dimensions(4000, 3000), box)).isEqualTo(new Dimensions(427, 320));
        assertThat(Fit.COVER.size(new Dimensions(1, 3000), box)).isEqualTo(new Dimensions(1, 320));
        assertThat(Fit.INSIDE.size(new Dimensions(3, 2), box)).isEqualTo(new Dimensions(3, 2));
    }
}
