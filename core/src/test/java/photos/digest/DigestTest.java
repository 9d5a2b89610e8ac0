package photos.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {
    /// RFC 1321, A.5, and FIPS 180-4's example of one block.
    @Test
    void the_digests_of_abc_are_those_of_the_standards() {
        assertThat(Digest.MD5.hex("abc")).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
        assertThat(Digest.SHA_256.hex("abc".getBytes(US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void a_file_has_the_digest_of_its_bytes_however_many_they_are(@TempDir Path directory) throws IOException {
        for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 200_000}) {
            byte[] bytes = "x".repeat(length).getBytes(US_ASCII);
            Path file = Files.write(directory.resolve("file"), bytes);
            assertThat(Digest.SHA_256.hex(file)).as("%d bytes", length).isEqualTo(Digest.SHA_256.hex(bytes));
        }
    }
}
