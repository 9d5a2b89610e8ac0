package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Hostile metadata costs a field, never the photo nor the process: all of it goes through one process with little
/// memory. What became of each file is left in `target/hostile-metadata.txt`; `-Dhostile=DIR` adds a directory's files.
@Timeout(300)
final class HostileTableTest {
    private static final Path TABLE = Path.of("target/hostile-metadata.txt");

    @Test
    void one_small_process_reads_all_hostile_files() throws Exception {
        Stream<String> command = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m", // the largest file is 40 MB, and is made in here
                "-Xss512k",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HostileMetadata.class.getName());
        Stream<String> more = Optional.ofNullable(System.getProperty("hostile")).stream();
        Files.createDirectories(TABLE.getParent());
        Process process = new ProcessBuilder(Stream.concat(command, more).toList())
                .redirectErrorStream(true)
                .redirectOutput(TABLE.toFile())
                .start();
        assertThat(process.waitFor()).as("see " + TABLE).isZero();
        List<String> lines = Files.readAllLines(TABLE, UTF_8);
        assertThat(lines).hasSizeGreaterThan(20);
        // Where the container is sound, the picture is known whatever its metadata is.
        assertThat(lines).filteredOn(line -> line.startsWith("png")).allMatch(line -> line.contains(" 16x16 "));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("jpeg") && !line.contains("fill bytes"))
                .allMatch(line -> line.contains(" 40x30 "));
        assertThat(lines).filteredOn(line -> line.contains("maker note")).allMatch(line -> line.contains(" 7x5 "));
    }
}
