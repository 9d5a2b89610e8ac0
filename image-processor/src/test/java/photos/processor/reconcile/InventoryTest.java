package photos.processor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    @TempDir
    private Path directory = Path.of("");

    private static List<String> keys(Path file, String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        Inventory.read(file, "photos-1", prefix, key -> keys.add(key.value()));
        return keys;
    }

    @Test
    void the_originals_of_a_report_are_read_decoded_and_compressed_or_not() throws Exception {
        String report = """
                "photos-1","uploads/a%20%2B%2C%22%23.jpg","123"
                "photos-1","uploads/holiday/","0"
                "photos-1","uploads/holiday/%F0%9F%8C%B5+1.jpg"
                "photos-1","results/a.jpg/manifest.json"
                photos-1,uploads/plain.jpg
                """;
        Path gz = directory.resolve("report.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write(report.getBytes(StandardCharsets.UTF_8));
        }
        Path plain = Files.writeString(directory.resolve("report.csv"), report);
        assertThat(keys(plain, ""))
                .containsExactly("uploads/a +,\"#.jpg", "uploads/holiday/🌵 1.jpg", "uploads/plain.jpg")
                .isEqualTo(keys(gz, ""));
        assertThat(keys(plain, "holiday/")).containsExactly("uploads/holiday/🌵 1.jpg");
    }

    @Test
    void a_report_of_another_bucket_or_of_nothing_is_refused_with_its_line() throws Exception {
        Path other =
                Files.writeString(directory.resolve("other"), "\"photos-1\",\"uploads/a\"\n\"photos-2\",\"uploads/b\"");
        assertThatThrownBy(() -> keys(other, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("photos-1");
        Path text = Files.writeString(directory.resolve("text"), "uploads/a\n");
        assertThatThrownBy(() -> keys(text, "")).hasMessageContaining("line 1");
    }
}
