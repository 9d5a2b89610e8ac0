package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is read is the same wherever the machine stands, byte for byte.
@Timeout(300)
final class TimeZonesTest {
    private static final Path CORPUS = Path.of(System.getProperty("corpus", "../../shared/corpus"), "public/files");
    private static final List<String> ZONES = List.of("UTC", "Asia/Tokyo", "Asia/Kathmandu", "America/St_Johns");

    @Test
    void the_same_items_come_out_in_every_time_zone() throws Exception {
        String inUtc = items(ZONES.getFirst());
        assertThat(inUtc.lines()).hasSizeGreaterThan(15);
        for (String zone : ZONES.subList(1, ZONES.size())) {
            assertThat(items(zone)).as(zone).isEqualTo(inUtc);
        }
    }

    /// By a process whose environment says where it is.
    private static String items(String zone) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ExtractedItems.class.getName(),
                "../samples"));
        if (Files.isDirectory(CORPUS)) {
            command.add(CORPUS.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("TZ", zone);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(printed.lines().findFirst()).as("the zone that process saw").contains(zone);
        return printed.substring(printed.indexOf('\n') + 1);
    }
}
