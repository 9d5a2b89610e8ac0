package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.local.await.Await;
import photos.local.port.PortInUse;
import photos.local.template.UnreadableTemplate;

class TemplateIT {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void other_names_and_another_prefix_in_the_template_are_those_in_use() throws Exception {
        Path project = ProjectCopy.with(
                Map.of(
                        "PhotoMetadata-${Environment}", "Album-${Environment}",
                        "'${Environment}-photos-uploads'", "'${Environment}-album-arrivals'",
                        "${Environment}-photos-${AWS::AccountId}", "${Environment}-album-${AWS::AccountId}",
                        "Name: prefix, Value: uploads/", "Name: prefix, Value: uploads/incoming/"),
                directory.resolve("project"));
        try (TestPipeline pipeline = TestPipeline.start(project, directory.resolve("data"))) {
            pipeline.put("uploads/elsewhere.jpg", Photo.numbered(1));
            pipeline.put("uploads/incoming/here.jpg", Photo.numbered(2));

            pipeline.awaitReady("uploads/incoming/here.jpg");

            assertThat(pipeline.settings().environment(pipeline.pipeline().stack()))
                    .containsEntry("PHOTOS_TABLE", "Album-local")
                    .containsEntry("PHOTOS_BUCKET", "local-album-000000000000-us-east-1")
                    .hasEntrySatisfying(
                            "PHOTOS_QUEUE_URL", url -> assertThat(url).endsWith("/local-album-arrivals"));
            assertThat(pipeline.dynamoDb().listTables().tableNames()).containsExactly("Album-local");
            assertThat(pipeline.s3().listBuckets().buckets())
                    .extracting(bucket -> bucket.name())
                    .containsExactly("local-album-000000000000-us-east-1");
            assertThat(pipeline.queueUrls())
                    .anyMatch(url -> url.endsWith("/local-album-arrivals"))
                    .noneMatch(url -> url.endsWith("/local-photos-uploads"));
            Await.until("the queue is empty", TestPipeline.SETTLED, () -> pipeline.queued() == 0);
            assertThat(pipeline.item("uploads/elsewhere.jpg")).isEmpty();
        }
    }

    @Test
    void a_wrong_handler_breaks_the_run_and_the_run_says_why() throws Exception {
        Path project = ProjectCopy.with(
                Map.of("photos.ingest.IngestHandler::handleRequest", "photos.ingest.NoSuchHandler::handleRequest"),
                directory.resolve("project"));
        PhotosCommand photos = new PhotosCommand(directory, Map.of(), project.resolve("photos"));
        Process process = photos.start(
                "local",
                "--data",
                "data",
                "--port-base",
                Integer.toString(FreePorts.fourInARow().base()));
        try {
            Await.until(
                    "it says why nothing is done",
                    Duration.ofSeconds(90),
                    () -> photos.text("err")
                            .contains(
                                    "the function threw {\"errorMessage\":\"Class not found: photos.ingest.NoSuchHandler"));
            assertThat(photos.text("out")).doesNotContain("Rendering: 1 of");
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, S3", "1, DynamoDB", "2, SQS", "3, the image processor"})
    void a_port_in_use_is_told_with_the_part_that_wants_it(int offset, String part) throws Exception {
        LocalPorts ports = FreePorts.fourInARow();
        int taken = ports.base() + offset;
        try (ServerSocket _ = new ServerSocket(taken, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> LocalPipeline.start(new LocalSettings(ProjectCopy.REAL, directory, ports)))
                    .isInstanceOf(PortInUse.class)
                    .hasMessageContaining("cannot start " + part + " on 127.0.0.1:" + taken);
        }
    }

    @Test
    void an_unreadable_template_is_told_with_file_and_line() throws Exception {
        Path project = ProjectCopy.withTemplate("Resources:\n  Bucket: [\n", directory.resolve("project"));

        assertThatThrownBy(() -> LocalPipeline.start(
                        new LocalSettings(project, directory.resolve("data"), FreePorts.fourInARow())))
                .isInstanceOf(UnreadableTemplate.class)
                .hasMessageContaining(project.resolve("template.yaml").toString())
                .hasMessageContaining("3");
        assertThat(directory.resolve("data")).doesNotExist();
    }
}
