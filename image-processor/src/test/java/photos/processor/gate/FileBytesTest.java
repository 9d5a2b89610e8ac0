package photos.processor.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBytesTest {
    private static final int WINDOW = 1 << 16;
    private static final int SIZE = 2 * WINDOW + 100;

    @TempDir
    private Path directory = Path.of("");

    private long found(byte[] bytes, long from) throws Exception {
        Path file = Files.write(directory.resolve("file"), bytes);
        try (FileBytes read = FileBytes.open(file, () -> {});
                FileBytes inMemory = FileBytes.of(bytes, bytes.length)) {
            long found = read.findUnstuffed(from);
            assertThat(inMemory.findUnstuffed(from)).isEqualTo(found);
            return found;
        }
    }

    /// As the standard has it, byte by byte.
    private static long expected(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == -1 && (i + 1 == bytes.length || bytes[i + 1] != 0)) {
                return i;
            }
        }
        return bytes.length;
    }

    @Test
    void a_marker_is_found_wherever_it_lies_to_the_window() throws Exception {
        for (int at = WINDOW - 40; at < WINDOW + 40; at++) {
            byte[] bytes = new byte[SIZE];
            bytes[at] = (byte) 0xFF;
            bytes[at + 1] = (byte) 0xD9;
            assertThat(found(bytes, 3)).isEqualTo(at);
            bytes[at + 1] = 0;
            assertThat(found(bytes, 3)).as("stuffed").isEqualTo(SIZE);
        }
    }

    @Test
    void stuffed_bytes_are_passed_over_and_nothing_else() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(1, 200)];
            for (int b = 0; b < bytes.length; b++) {
                bytes[b] = (byte) (random.nextInt(3) == 0 ? 0xFF : random.nextInt(3) == 0 ? 0 : random.nextInt(256));
                if (b > 0 && bytes[b - 1] == -1 && random.nextInt(20) > 0) {
                    bytes[b] = 0;
                }
            }
            int from = random.nextInt(bytes.length);
            assertThat(found(bytes, from)).isEqualTo(expected(bytes, from));
        }
    }

    @Test
    void a_last_byte_of_255_is_found() throws Exception {
        byte[] bytes = new byte[WINDOW];
        bytes[WINDOW - 1] = (byte) 0xFF;
        assertThat(found(bytes, 0)).isEqualTo(WINDOW - 1);
    }

    @Test
    void of_an_array_only_the_file_in_it_counts() throws Exception {
        byte[] bytes = {1, 2, (byte) 0xFF, (byte) 0xD9};
        try (FileBytes file = FileBytes.of(bytes, 2)) {
            assertThat(file.size()).isEqualTo(2);
            assertThat(file.findUnstuffed(0)).isEqualTo(2);
        }
    }
}
