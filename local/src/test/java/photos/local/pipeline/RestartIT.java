package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.local.await.Await;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RestartIT {
    private static final Duration START = Duration.ofSeconds(60);
    private static final String OLD = "uploads/old.jpg";
    private static final String LATE = "uploads/late.jpg";

    @TempDir
    private Path directory = Path.of("");

    private final LocalPorts ports = FreePorts.fourInARow();

    @Test
    void what_is_stored_survives_an_abrupt_stop_and_what_was_under_way_is_settled() throws Exception {
        Process first = photosLocal();
        List<ProcessHandle> children;
        Map<String, AttributeValue> old;
        try (Aws aws = Aws.at(ports)) {
            put(aws, OLD, 1);
            Await.until(
                    "it is READY",
                    TestPipeline.SETTLED,
                    () -> item(aws, OLD).toString().contains("READY"));
            old = item(aws, OLD);
            children = first.descendants().toList();
            assertThat(children).hasSizeGreaterThanOrEqualTo(4);
            put(aws, LATE, 2);
        } finally {
            first.destroyForcibly();
        }
        Await.until(
                "nothing of it is left",
                START,
                () -> !first.isAlive()
                        && children.stream().noneMatch(ProcessHandle::isAlive)
                        && FreePorts.areFree(ports.base()));

        Process second = photosLocal();
        try (Aws aws = Aws.at(ports)) {
            assertThat(item(aws, OLD)).isEqualTo(old);
            assertThat(get(aws, OLD)).isEqualTo(Photo.numbered(1));
            Await.until(
                    "the late one is READY",
                    TestPipeline.SETTLED,
                    () -> item(aws, LATE).toString().contains("READY"));
            assertThat(get(aws, LATE)).isEqualTo(Photo.numbered(2));
            assertThat(item(aws, OLD)).isEqualTo(old);
            List<ProcessHandle> processes = second.descendants().toList();
            second.destroy();
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            Await.until("its processes are gone", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(FreePorts.areFree(ports.base())).isTrue();
        } finally {
            second.destroyForcibly();
        }
    }

    private Process photosLocal() throws Exception {
        PhotosCommand photos = new PhotosCommand(directory, Map.of());
        Process process =
                photos.start("local", "--no-samples", "--data", "data", "--port-base", Integer.toString(ports.base()));
        Await.until("photos local runs", START, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("photos local ended: " + photos.text("out") + photos.text("err"));
            }
            return photos.text("out").contains("Ctrl-C stops");
        });
        return process;
    }

    private String name(String variable) throws Exception {
        LocalSettings settings = new LocalSettings(ProjectCopy.REAL, directory.resolve("data"), ports);
        Map<String, String> environment = new HashMap<>(settings.environment(settings.stack(Optional.empty())));
        return environment.getOrDefault(variable, "");
    }

    private void put(Aws aws, String key, int number) throws Exception {
        String bucket = name("PHOTOS_BUCKET");
        aws.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(Photo.numbered(number)));
    }

    private byte[] get(Aws aws, String key) throws Exception {
        String bucket = name("PHOTOS_BUCKET");
        return aws.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
    }

    private Map<String, AttributeValue> item(Aws aws, String key) throws Exception {
        String table = name("PHOTOS_TABLE");
        return aws.dynamoDb()
                .getItem(r ->
                        r.tableName(table).consistentRead(true).key(Map.of("objectKey", AttributeValue.fromS(key))))
                .item();
    }
}
