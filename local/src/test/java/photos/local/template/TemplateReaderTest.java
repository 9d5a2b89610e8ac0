package photos.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.ledger.Attributes;
import photos.ledger.dynamodb.Index;
import photos.processor.job.Admission;

/// The real template as a stack, and what becomes of the stack when the template changes.
final class TemplateReaderTest {

    private static final String QUEUE_URL = "http://127.0.0.1:9002/000000000000/local-photos-uploads";

    @TempDir
    Path directory;

    @Test
    void bucket_announces_what_comes_to_and_goes_from_uploads() throws Exception {
        assertThat(TemplateCopy.real().stack().bucket())
                .isEqualTo(new Stack.Bucket(
                        "local-photos-000000000000-us-east-1",
                        List.of(
                                new Stack.Notification("s3:ObjectCreated:*", "uploads/", "", "local-photos-uploads"),
                                new Stack.Notification("s3:ObjectRemoved:*", "uploads/", "", "local-photos-uploads"))));
    }

    @Test
    void queue_keeps_messages_14_days_and_gives_up_after_1000_receives() throws Exception {
        assertThat(TemplateCopy.real().stack().queues())
                .containsExactly(
                        new Stack.Queue(
                                "local-photos-uploads",
                                660,
                                1_209_600,
                                Optional.of(new Stack.DeadLetters("local-photos-uploads-dead", 1000))),
                        new Stack.Queue("local-photos-uploads-dead", 30, 1_209_600, Optional.empty()));
    }

    @Test
    void table_has_the_key_and_the_indexes_that_the_ledger_uses() throws Exception {
        Stack.Table table = TemplateCopy.real().stack().table();
        assertThat(table.name()).isEqualTo("PhotoMetadata-local");
        assertThat(table.key()).isEqualTo(Attributes.OBJECT_KEY);
        assertThat(table.expiryAttribute()).contains(Attributes.EXPIRES_AT);
        assertThat(table.attributeTypes().values()).containsOnly("S");
        assertThat(table.indexes())
                .extracting(
                        Stack.Index::name,
                        Stack.Index::partitionKey,
                        index -> index.sortKey().orElse("none"),
                        Stack.Index::projection)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Index.values())
                        .map(index -> tuple(
                                index.indexName(),
                                index.partitionKey(),
                                index.sortKey(),
                                index.carriesWholeItems() ? "ALL" : "INCLUDE"))
                        .toList());
    }

    @Test
    void every_declared_attribute_is_a_key_because_dynamodb_refuses_others() throws Exception {
        Stack.Table table = TemplateCopy.real().stack().table();
        Set<String> keys = new TreeSet<>(Set.of(table.key()));
        for (Stack.Index index : table.indexes()) {
            keys.add(index.partitionKey());
            index.sortKey().ifPresent(keys::add);
        }
        assertThat(table.attributeTypes().keySet()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void projections_stay_within_dynamodbs_limits_and_name_no_key_of_their_own() throws Exception {
        int sum = 0;
        for (Stack.Index index : TemplateCopy.real().stack().table().indexes()) {
            assertThat(index.projected())
                    .as(index.name())
                    .hasSizeBetween(index.projection().equals("ALL") ? 0 : 1, 20)
                    .doesNotHaveDuplicates()
                    .doesNotContain("objectKey", index.partitionKey())
                    .doesNotContainAnyElementsOf(index.sortKey().stream().toList());
            sum += index.projected().size();
        }
        assertThat(sum).isLessThanOrEqualTo(100);
    }

    @Test
    void every_index_carries_all_that_a_row_shows_or_what_it_follows_from() throws Exception {
        for (Stack.Index index : TemplateCopy.real().stack().table().indexes()) {
            if (index.projection().equals("INCLUDE")) {
                Set<String> carried = new TreeSet<>(index.projected());
                carried.add("objectKey");
                carried.add(index.partitionKey());
                index.sortKey().ifPresent(carried::add);
                if (carried.containsAll(List.of("takenAt", "takenOffset"))) {
                    carried.add("takenInstant");
                }
                if (carried.contains("openState")) {
                    carried.add("state");
                }
                assertThat(carried).as(index.name()).containsAll(Attributes.OF_A_ROW);
            }
        }
    }

    @Test
    void function_gets_every_setting_it_reads() throws Exception {
        Stack.Function function = TemplateCopy.real().stack().function();
        assertThat(function.name()).isEqualTo("local-photos-ingest");
        assertThat(function.handler()).isEqualTo("photos.ingest.IngestHandler::handleRequest");
        assertThat(function.memoryMegabytes()).isEqualTo(1024);
        assertThat(function.environment())
                .containsExactly(
                        entry("PHOTOS_BUCKET", "local-photos-000000000000-us-east-1"),
                        entry("PHOTOS_TABLE", "PhotoMetadata-local"),
                        entry("PHOTOS_QUEUE_URL", QUEUE_URL),
                        entry("PHOTOS_PROCESSOR_URL", "http://127.0.0.1:8080"),
                        entry(
                                "PHOTOS_JOB_KEY",
                                "secret of arn:aws:secretsmanager:us-east-1:000000000000:secret:JobKeys, current"),
                        entry("PHOTOS_HTTP_TIMEOUT_SECONDS", "80"));
    }

    @Test
    void queue_feeds_the_function_message_by_message() throws Exception {
        assertThat(TemplateCopy.real().stack().mapping())
                .isEqualTo(new Stack.Mapping("local-photos-uploads", 1, 3, true));
    }

    @Test
    void user_data_writes_every_setting_of_the_image_processor() throws Exception {
        assertThat(TemplateCopy.real().stack().processorSettings())
                .containsExactly(
                        entry("PHOTOS_BUCKET", "local-photos-000000000000-us-east-1"),
                        entry("PHOTOS_TABLE", "PhotoMetadata-local"),
                        entry("PHOTOS_QUEUE_URL", QUEUE_URL),
                        entry("PHOTOS_PORT", "8080"),
                        entry("PHOTOS_WORK_DIR", "/var/lib/photos/work"),
                        entry(
                                "PHOTOS_PRESETS",
                                "thumb 320x320 cover jpeg 80; small 640x640 inside jpeg 82;"
                                        + " medium 1280x1280 inside jpeg 82; large 2048x2048 inside jpeg 82"),
                        entry("PHOTOS_HEIF", "off"),
                        entry("PHOTOS_RENDER_DEADLINE_SECONDS", "30"));
    }

    @Test
    void every_timeout_outlasts_what_it_waits_for() throws Exception {
        Stack stack = TemplateCopy.real().stack();
        int render = Integer.parseInt(stack.processorSettings().getOrDefault("PHOTOS_RENDER_DEADLINE_SECONDS", ""));
        int http = Integer.parseInt(stack.function().environment().getOrDefault("PHOTOS_HTTP_TIMEOUT_SECONDS", ""));
        int function = stack.function().timeoutSeconds();
        assertThat(render).isPositive().isLessThan(http);
        assertThat(http + 15)
                .as("a job begins only if there is time for its answer and 5 s more; 10 s are for what is before it")
                .isLessThan(function);
        assertThat(function).isLessThan(stack.queues().getFirst().visibilitySeconds() / 6);
    }

    /// No more than find room, which would come again and again, and no fewer, which would leave cores idle.
    @ParameterizedTest
    @CsvSource({
        "t3.small, 2",
        "t3.medium, 2",
        "t3.large, 2",
        "m7i.large, 2",
        "m7i.xlarge, 4",
        "c7i.large, 2",
        "c7i.xlarge, 4"
    })
    void as_many_jobs_come_at_a_time_as_the_image_processor_takes_in(String type, int cores, @TempDir Path directory)
            throws Exception {
        String line = "Default: t3.medium";
        Stack.Mapping mapping =
                TemplateCopy.with(line, "Default: " + type, directory).stack().mapping();
        Admission admission = new Admission(cores, 1 << 30, Duration.ofSeconds(1));
        assertThat(mapping.batchSize() * mapping.maximumConcurrency()).isEqualTo(admission.places());
        assertThat(Files.readString(TemplateCopy.REAL))
                .containsOnlyOnce(
                        "AllowedValues: [t3.small, t3.medium, t3.large, m7i.large, m7i.xlarge, c7i.large, c7i.xlarge]");
    }

    @Test
    void both_programs_are_told_the_same_names() throws Exception {
        Stack stack = TemplateCopy.real().stack();
        for (String name : List.of("PHOTOS_BUCKET", "PHOTOS_TABLE", "PHOTOS_QUEUE_URL")) {
            assertThat(stack.processorSettings())
                    .containsEntry(name, stack.function().environment().getOrDefault(name, ""));
        }
    }

    @Test
    void other_names_in_the_template_are_other_names_in_the_stack() throws Exception {
        assertThat(TemplateCopy.with("PhotoMetadata-${Environment}", "Ledger-${Environment}", directory)
                        .stack()
                        .table()
                        .name())
                .isEqualTo("Ledger-local");
        assertThat(TemplateCopy.with("Value: uploads/", "Value: incoming/", directory)
                        .stack()
                        .bucket()
                        .notifications())
                .extracting(Stack.Notification::prefix)
                .containsOnly("incoming/");
        assertThat(TemplateCopy.with("PHOTOS_WORK_DIR=", "PHOTOS_WORKDIR=", directory)
                        .stack()
                        .processorSettings())
                .containsKey("PHOTOS_WORKDIR")
                .doesNotContainKey("PHOTOS_WORK_DIR");
        assertThat(TemplateCopy.with("photos.ingest.IngestHandler", "photos.ingest.Other", directory)
                        .stack()
                        .function()
                        .handler())
                .isEqualTo("photos.ingest.Other::handleRequest");
        assertThat(TemplateCopy.with("openState", "unfinished", directory)
                        .stack()
                        .table()
                        .indexes())
                .last()
                .extracting(Stack.Index::partitionKey)
                .isEqualTo("unfinished");
    }

    @Test
    void logical_ids_mean_nothing() throws Exception {
        Stack real = TemplateCopy.real().stack();
        for (String id : List.of("PhotoBucket", "UploadsQueue", "DeadLetters", "PhotoTable", "FunctionQueue")) {
            assertThat(TemplateCopy.with(id, "Renamed" + id, directory).stack())
                    .as(id)
                    .isEqualTo(real);
        }
    }

    @Test
    void other_queue_in_the_mapping_is_followed_by_its_arn() throws Exception {
        assertThat(TemplateCopy.with(
                                "EventSourceArn: !GetAtt UploadsQueue.Arn",
                                "EventSourceArn: !GetAtt DeadLetters.Arn",
                                directory)
                        .stack()
                        .mapping()
                        .queueName())
                .isEqualTo("local-photos-uploads-dead");
    }
}
