package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.json.Json;
import photos.local.s3.LocalS3;
import software.amazon.awssdk.core.sync.RequestBody;

/// A bucket half of which nobody has processed: the plan and the run with time and memory, one line a step, into
/// `local/target/reconcile-soak.txt`. Not among the tests of every build:
///
/// ```
/// mvn -B verify -pl local -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
///     -Dit.test=ReconcileSoak -Dfailsafe.failIfNoSpecifiedTests=false -Dreconcile.objects=10000
/// ```
class ReconcileSoak {
    private static final Duration SAMPLING = Duration.ofMillis(50);
    private static final int OBJECTS = Integer.getInteger("reconcile.objects", 2000);

    @TempDir
    private Path directory = Path.of("");

    private final List<String> report = new ArrayList<>();

    @AfterEach
    void goOnAsUsual() {
        System.clearProperty(Unsettled.SWITCH);
    }

    @Test
    void a_bucket_half_of_it_unprocessed_is_planned_and_put_right() throws Exception {
        System.setProperty(Unsettled.SWITCH, "off");
        LocalSettings settings = new LocalSettings(ProjectCopy.REAL, directory.resolve("data"), FreePorts.fourInARow());
        fill(settings);
        try (TestPipeline pipeline = TestPipeline.start(ProjectCopy.REAL, settings.data())) {
            PhotosCommand photos =
                    PhotosCommand.of(directory, pipeline.settings().ports());
            measured(photos, "run for the first half", "--run", "--wait", "--rate", "1000", "--prefix", "first/");
            Map<String, Object> plan = measured(photos, "plan, half unprocessed", "--plan");
            assertThat(plan)
                    .containsEntry("looked", OBJECTS)
                    .containsEntry("asWanted", OBJECTS / 2)
                    .containsEntry("renders", OBJECTS / 2);
            measured(photos, "run for the second half", "--run", "--wait", "--rate", "1000");
            Map<String, Object> after = measured(photos, "run once more", "--run", "--wait");
            assertThat(after).containsEntry("asWanted", OBJECTS).containsEntry("hints", 0);
        } finally {
            Files.write(Path.of("target/reconcile-soak.txt"), report);
        }
    }

    /// Without anybody who would hear of it.
    private static void fill(LocalSettings settings) throws Exception {
        String bucket = settings.stack(Optional.empty()).bucket().name();
        byte[] photo = Photo.small();
        try (LocalS3 s3 = LocalS3.start(
                        settings.ports().s3(), settings.data().resolve("s3"), bucket, LocalSettings.ACCOUNT, _ -> {});
                Aws aws = Aws.at(settings.ports());
                ExecutorService uploaders = Executors.newFixedThreadPool(4)) {
            assertThat(s3.endpoint()).isNotNull();
            for (int i = 0; i < OBJECTS; i++) {
                String key = String.format(
                        Locale.ROOT, "uploads/%s/%03d/IMG_%05d.jpg", i < OBJECTS / 2 ? "first" : "second", i / 100, i);
                uploaders.execute(
                        () -> aws.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(photo)));
            }
            uploaders.shutdown();
            assertThat(uploaders.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
        }
    }

    private Map<String, Object> measured(PhotosCommand photos, String what, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "reconcile",
                "--json",
                "--cursor",
                directory.resolve("cursor.json").toString()));
        arguments.addAll(Arrays.asList(options));
        long begin = System.nanoTime();
        Process process = photos.start(arguments.toArray(String[]::new));
        long peak = 0;
        while (!process.waitFor(SAMPLING)) {
            peak = Math.max(peak, peakKilobytes(process.pid()));
        }
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
        assertThat(process.exitValue()).as(photos.text("err")).isZero();
        Map<String, Object> plan = Json.object(photos.text("out"));
        report.add(String.format(
                Locale.ROOT, "%-24s %7.1f s  peak %4d MB  %s", what, seconds, peak >> 10, Json.write(plan)));
        System.out.println(report.getLast());
        return plan;
    }

    private static long peakKilobytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0; // it has ended
        }
    }
}
