package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import photos.json.Json;
import photos.local.await.Await;
import photos.local.pipeline.PhotosCommand.Ended;

@ExtendWith(SharedPipeline.class)
class CommandsIT {
    private final TestPipeline pipeline;

    private final Path directory;
    private final PhotosCommand photos;

    CommandsIT(TestPipeline pipeline, @TempDir Path directory) throws Exception {
        this.pipeline = pipeline;
        this.directory = directory;
        this.photos = PhotosCommand.of(directory, pipeline.settings().ports());
    }

    @Test
    void upload_takes_a_folder_and_tells_what_became_of_each_file() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("Ferien 1/Tag 2"));
        Files.write(folder.resolve("eins.jpg"), Photo.numbered(11));
        Files.write(folder.resolveSibling("zwei & drei.jpg"), Photo.numbered(12));
        Files.write(folder.resolve(".hidden.jpg"), Photo.numbered(13));

        Ended ended = photos.run("upload", "Ferien 1", "--prefix", "from here");

        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.out())
                .containsPattern("uploads/from here/Ferien 1/Tag 2/eins\\.jpg +READY +411x300 +4")
                .containsPattern("uploads/from here/Ferien 1/zwei & drei\\.jpg +READY +412x300 +4")
                .doesNotContain("hidden");
        assertThat(pipeline.isReady("uploads/from here/Ferien 1/Tag 2/eins.jpg"))
                .isTrue();
        assertThat(pipeline.item("uploads/from here/Ferien 1/Tag 2/.hidden.jpg"))
                .isEmpty();
    }

    @Test
    void upload_says_which_file_was_rejected_and_why_and_ends_with_1() throws Exception {
        Files.writeString(directory.resolve("text.jpg"), "This is no photo.");

        Ended ended = photos.run("upload", "text.jpg");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).containsPattern("uploads/text\\.jpg +REJECTED .*UNSUPPORTED_FORMAT: ");
    }

    @Test
    void upload_of_what_is_not_there_is_told_in_a_sentence() throws Exception {
        Ended ended = photos.run("upload", "nowhere.jpg");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("photos: there is no file or folder nowhere.jpg\n");
    }

    @Test
    void query_finds_by_camera_as_a_table_as_JSON_and_as_CSV() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();

        Ended table = photos.run("query", "--camera", "Pentax K-3 II");
        Ended json = photos.run("query", "--camera", "Pentax K-3 II", "--json");
        Ended csv = photos.run("query", "--camera", "Pentax K-3 II", "--csv");

        assertThat(table.status()).as(table.toString()).isZero();
        assertThat(table.lines()).hasSize(3).last().isEqualTo("1 photo");
        assertThat(table.out()).containsPattern("uploads/samples/camera\\.webp +READY +2017-10-27T08:38:52");
        assertThat(json.lines()).hasSize(1);
        assertThat(Json.object(json.out()))
                .containsEntry("objectKey", "uploads/samples/camera.webp")
                .containsEntry("iso", 100);
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv.lines().getFirst()).contains("objectKey").contains("camera,");
        assertThat(csv.lines().getLast())
                .contains("uploads/samples/camera.webp")
                .contains("Pentax K-3 II");
    }

    @Test
    void query_shows_the_columns_that_are_wanted_in_the_order_that_is_wanted() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();

        Ended table = photos.run(
                "query", "--format", "jpeg", "--columns", "iso,key", "--sort=-iso", "--limit", "3", "--explain");
        Ended csv = photos.run("query", "--camera", "Pentax K-3 II", "--columns", "camera,key", "--csv");
        Ended wrong = photos.run("query", "--columns", "key,colour");

        assertThat(table.lines()).as(table.toString()).hasSize(5);
        assertThat(table.lines().getFirst()).matches("ISO +OBJECT KEY");
        List<Integer> isos = table.lines().subList(1, 4).stream()
                .map(line -> Integer.valueOf(line.substring(0, line.indexOf(' '))))
                .toList();
        assertThat(isos.reversed()).isSorted();
        assertThat(table.err()).contains("index byUpload, ", " items read by ");
        assertThat(csv.lines()).containsExactly("camera,key", "Pentax K-3 II,uploads/samples/camera.webp");
        assertThat(wrong.err()).startsWith("photos: parameter \"columns\" is \"colour\", expected one or more of key,");
    }

    @Test
    void query_counts_and_pages_and_shows_all() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();

        Ended count = photos.run("query", "--format", "jpeg", "--limit", "1", "--count");
        Ended page = photos.run("query", "--format", "jpeg", "--limit", "2", "--json");
        Ended all = photos.run("query", "--format", "jpeg", "--limit", "2", "--json", "--all");

        assertThat(page.lines()).hasSize(2);
        assertThat(page.err()).startsWith("photos: there are more: --all, or --next ");
        assertThat(all.lines()).hasSize(Integer.parseInt(count.out().strip()));
        assertThat(all.lines()).containsAll(page.lines()).doesNotHaveDuplicates();
        assertThat(all.err()).isEmpty();
    }

    @Test
    void query_that_finds_nothing_says_what_may_be_wrong() throws Exception {
        Ended none = photos.run("query", "--camera", "Nikon D799");
        Ended json = photos.run("query", "--camera", "Nikon D799", "--json");

        assertThat(none.status()).isZero();
        assertThat(none.lines())
                .singleElement()
                .asString()
                .startsWith("No photos match. The camera's name must match exactly");
        assertThat(json.out()).isEmpty();
    }

    @Test
    void query_needs_the_tables_name_alone() throws Exception {
        Map<String, String> tableAlone = new HashMap<>(photos.environment());
        tableAlone.remove("PHOTOS_BUCKET");
        tableAlone.remove("PHOTOS_QUEUE_URL");

        Ended ended = new PhotosCommand(directory, tableAlone).run("query", "--count");

        assertThat(ended.status()).as(ended.toString()).isZero();
    }

    @Test
    void query_ends_quietly_when_nobody_reads_on() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();
        PhotosCommand shell = new PhotosCommand(directory, photos.environment(), Path.of("/bin/sh"));

        Ended ended = shell.run("-c", ProjectCopy.REAL.resolve("photos") + " query --all --json | head -n 1");

        assertThat(ended.status()).isZero();
        assertThat(ended.lines()).hasSize(1);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void query_for_a_camera_whose_name_was_forgotten_counts_nothing() throws Exception {
        Ended ended = photos.run("query", "--camera", "", "--count");

        assertThat(ended.status()).isNotZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("photos: parameter \"camera\" is \"\", expected the camera's name");
    }

    @Test
    void query_tells_a_wrong_value_in_one_sentence() throws Exception {
        Ended ended = photos.run("query", "--iso", "fast");

        assertThat(ended.status()).isNotZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().toList())
                .singleElement()
                .asString()
                .startsWith("photos: ")
                .contains("iso", "fast", "100-800");
    }

    @Test
    void status_counts_photos_and_has_rejected_ones_rendered_once_more() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();
        String key = "uploads/samples/truncated.jpg";
        long before = fence(key);

        Ended status = photos.run("status");
        Ended retry = photos.run("status", "--retry", "TRUNCATED");

        assertThat(status.status()).as(status.toString()).isZero();
        assertThat(status.out())
                .containsPattern("READY +\\d+")
                .containsPattern("DEGRADED +TRUNCATED +1")
                .containsPattern("REJECTED +EMPTY +1")
                .containsPattern("Queue: \\d+ waiting, \\d+ being worked on or resting, 0 dead letters");
        assertThat(retry.out()).contains("Put back for TRUNCATED: 1");
        Await.until(
                "it is rendered once more",
                TestPipeline.SETTLED,
                () -> pipeline.text(key, "state").equals("DEGRADED") && fence(key) > before);
    }

    @Test
    void a_second_pipeline_on_the_same_data_is_refused_in_a_sentence() throws Exception {
        Ended ended = photos.run(
                "local",
                "--no-samples",
                "--data",
                pipeline.settings().data().toString(),
                "--port-base",
                Integer.toString(FreePorts.fourInARow().base()));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .contains("another \"photos local\" works in "
                        + pipeline.settings().data())
                .contains("--data");
    }

    private long fence(String key) {
        return Long.parseLong(
                Objects.requireNonNull(pipeline.item(key).get("fence")).n());
    }
}
