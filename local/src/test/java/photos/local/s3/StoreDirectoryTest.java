package photos.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreDirectoryTest {

    @Test
    void a_locale_without_letters_is_refused_with_what_to_do_about_it(@TempDir Path directory) {
        assertThatThrownBy(() -> StoreDirectory.prepare(directory, "ANSI_X3.4-1968"))
                .isInstanceOf(UnfitDirectory.class)
                .hasMessageContaining("ANSI_X3.4-1968")
                .hasMessageEndingWith("set LC_ALL=C.UTF-8");
    }

    @Test
    void a_file_system_without_extended_attributes_is_refused() {
        // The kernel's own file system has neither attributes nor room for files.
        assertThatThrownBy(() -> StoreDirectory.prepare(Path.of("/proc/self/photos"), "UTF-8"))
                .isInstanceOf(UnfitDirectory.class)
                .hasMessageContaining("/proc/self/photos")
                .hasMessageContaining("user extended attributes");
    }

    @Test
    void a_fit_directory_is_made_and_left_empty(@TempDir Path directory) {
        Path made = StoreDirectory.prepare(directory.resolve("a/b"), "UTF-8");
        assertThat(made).isAbsolute().isEmptyDirectory();
        assertThat(Files.exists(directory.resolve("a/b"))).isTrue();
        assertThat(directory.resolve("a")).isDirectoryNotContaining("glob:**/.probe-*");
    }
}
