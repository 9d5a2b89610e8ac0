package photos.processor.webp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import photos.processor.nativelib.Search;

class WebpLoaderTest {
    @Test
    void what_is_not_there_is_missing_and_the_sentence_says_how_to_install_it() {
        Search<WebpLibrary> library = WebpLoader.load("on", List.of("libnothing.so.1", "/nowhere/libwebp.so"));
        assertThat(library).isInstanceOf(Search.Missing.class);
        assertThat(library.sentence())
                .contains("looked for libnothing.so.1, /nowhere/libwebp.so", "apt-get install libwebp7");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_wrong_library_is_missing_and_the_sentence_names_the_missing_function() {
        Search<WebpLibrary> library = WebpLoader.load("on", List.of("libc.so.6"));
        assertThat(library).isInstanceOf(Search.Missing.class);
        assertThat(library.sentence()).contains("libc.so.6", "WebPGetEncoderVersion", "apt-get install libwebp7");
    }

    @Test
    void what_is_switched_off_is_not_looked_for() {
        assertThat(WebpLoader.load("off", List.of("libwebp.so.7")))
                .isEqualTo(new Search.Missing<>("libwebp is switched off by -Dphotos.webp=off"));
    }
}
