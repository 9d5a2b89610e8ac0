package photos.processor.heif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.image.Dimensions;
import photos.ledger.Reason;
import photos.processor.nativelib.Search;

class LibheifTest {
    @TempDir
    private Path directory;

    private static Libheif library() {
        Search<Libheif> heif = Libheif.find();
        assumeTrue(heif instanceof Search.Found, heif::sentence);
        return ((Search.Found<Libheif>) heif).library();
    }

    @Test
    void a_missing_or_wrong_library_is_answered_with_what_to_install() {
        for (String name : new String[] {"libheif-that-nobody-has.so.1", "libc.so.6"}) {
            Search<Libheif> library = Libheif.find(name);
            assertThat(library).isInstanceOf(Search.Missing.class);
            assertThat(library.sentence()).contains("libheif1", "libde265");
        }
    }

    @Test
    void the_library_states_its_version() {
        assertThat(library().version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void a_picture_is_decoded_as_it_is_shown() throws IOException, Undecodable {
        Path file =
                Files.write(directory.resolve("file"), HeifFiles.with(HeifFiles.resource("turned.heic"), "irot", 0, 1));
        try (HeifPicture picture = library().decode(file, new Dimensions(96, 64))) {
            assertThat(picture.size()).isEqualTo(new Dimensions(64, 96));
            assertThat(picture.hasAlpha()).isFalse();
            assertThat(picture.warning()).isEmpty();
            byte[] row = new byte[3 * 64];
            picture.row(5, row);
            // Green, which was the upper right.
            assertThat(row[1] & 0xFF).isGreaterThan(150);
            assertThat(row[0] & 0xFF).isLessThan(60);
        }
    }

    @Test
    void what_is_no_picture_is_corrupt() throws IOException {
        Path file =
                Files.write(directory.resolve("file"), HeifFiles.with(HeifFiles.resource("turned.heic"), "pitm", 5, 9));
        assertThatThrownBy(() -> library().decode(file, new Dimensions(96, 64)))
                .isInstanceOfSatisfying(
                        Undecodable.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
    }
}
