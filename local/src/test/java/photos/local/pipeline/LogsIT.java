package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.json.Json;
import photos.local.await.Await;

/// The logs of both programs, as they run on AWS.
class LogsIT {
    private static final String OWNER = "Ottilie Eigentuemer";
    private static final String FORGED = "{\"level\":\"ERROR\",\"formattedMessage\":\"forged\"}";

    /// What the JVM itself says as it starts, whatever runs in it.
    private static final Pattern OF_THE_JVM = Pattern.compile("WARNING: Using incubator modules: .*");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void every_log_line_is_JSON_without_private_data_and_no_key_can_forge_one() throws Exception {
        Path data = directory.resolve("data");
        String geohash;
        try (TestPipeline pipeline = TestPipeline.start(ProjectCopy.REAL, data)) {
            String good = "uploads/logs/with place and owner.jpg";
            String odd = "uploads/logs/odd\n" + FORGED + "\n\t\u2028\u0085.jpg";
            String broken = "uploads/logs/broken\n" + FORGED + ".jpg";
            pipeline.put(good, ExifPhoto.by(OWNER, Life.jpeg(1)));
            pipeline.put(odd, ExifPhoto.by(OWNER, Life.jpeg(2)));
            pipeline.put(broken, ("\u00ff\u00d8 no photo of " + OWNER).getBytes(UTF_8));
            pipeline.awaitReady(good);
            pipeline.awaitReady(odd);
            Await.until(
                    "it is rejected",
                    TestPipeline.SETTLED,
                    () -> pipeline.text(broken, "state").equals("REJECTED"));
            assertThat(pipeline.item(good)).containsKeys("latitude", "place", "artist");
            assertThat(pipeline.text(good, "artist")).isEqualTo(OWNER);
            geohash = pipeline.text(good, "geohash4");
            assertThat(geohash).hasSize(4);
            // A photo is READY a moment before the Lambda hears of it, and says so.
            Await.until("the Lambda has done with all", TestPipeline.SETTLED, () -> pipeline.queued() == 0);
            String before = pipeline.text(odd, "published");
            // Makes both programs complain, with the keys.
            ProcessHandle.of(pipeline.pipeline().processorPid()).ifPresent(ProcessHandle::destroyForcibly);
            pipeline.put(odd, ExifPhoto.by(OWNER, Life.jpeg(3)));
            pipeline.awaitReadyAfter(odd, before);
        }

        List<String> lines = new ArrayList<>();
        try (Stream<Path> logs = Files.walk(data)) {
            for (Path log :
                    logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                if (log.toString().contains("lambda") || log.toString().contains("image-processor")) {
                    lines.addAll(Files.readAllLines(log));
                }
            }
        }
        assertThat(lines).anyMatch(line -> line.contains("ingested")).anyMatch(line -> line.contains("serving"));
        assertThat(lines)
                .filteredOn(line -> !OF_THE_JVM.matcher(line).matches())
                .allSatisfy(line -> {
                    Map<String, Object> json = Json.object(line);
                    assertThat(json).containsKeys("timestamp", "level", "formattedMessage");
                    assertThat(json.get("formattedMessage")).isNotEqualTo("forged");
                });
        assertThat(lines)
                .allSatisfy(line -> assertThat(line).doesNotContain(OWNER, "47.37", "8.54", "rich, CH", geohash));
    }
}
