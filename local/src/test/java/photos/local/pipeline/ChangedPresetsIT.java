package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.local.await.Await;

class ChangedPresetsIT {
    private static final Map.Entry<String, String> SHORT_GRACE = ProjectCopy.grace(1);
    private static final String KEY = "uploads/photo.jpg";
    private static final String RESULTS = "results/photo.jpg/";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void a_start_with_other_presets_renders_what_changed_and_removes_the_unwanted() throws Exception {
        Path data = directory.resolve("data");
        Path before = ProjectCopy.with(Map.ofEntries(SHORT_GRACE), directory.resolve("before"));
        List<String> thumbs;
        try (TestPipeline pipeline = TestPipeline.start(before, data)) {
            pipeline.put(KEY, Photo.sample("phone-12-megapixels-turned.jpg"));
            pipeline.awaitReady(KEY);
            thumbs = pipeline.keysUnder(RESULTS + "thumb-");
            assertThat(pipeline.keysUnder(RESULTS + "large-")).hasSize(1);
        }

        Path after = ProjectCopy.with(
                Map.ofEntries(SHORT_GRACE, Map.entry("large 2048x2048 inside jpeg 82", "tiny 40x40 cover jpeg 70")),
                directory.resolve("after"));
        try (TestPipeline pipeline = TestPipeline.start(after, data)) {
            Await.until(
                    "the new preset is there and the old one is gone",
                    TestPipeline.SETTLED,
                    () -> pipeline.keysUnder(RESULTS + "tiny-").size() == 1
                            && pipeline.keysUnder(RESULTS + "large-").isEmpty());
            assertThat(pipeline.keysUnder(RESULTS + "thumb-")).isEqualTo(thumbs).hasSize(1);
            assertThat(pipeline.manifest("photo.jpg").toString())
                    .contains("tiny-")
                    .doesNotContain("large-");
            PhotosCommand photos =
                    PhotosCommand.of(directory, pipeline.settings().ports());
            // Its environment names the presets of the checkout, which were those before.
            assertThat(photos.run("reconcile").out()).containsPattern("recipe differs +1");
        }
    }
}
