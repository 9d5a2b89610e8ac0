package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import photos.json.Json;
import photos.json.MalformedJson;

/// Somebody with `photos reconcile` who will not wait for messages that are hidden for minutes.
final class Operator {
    private static final String LEFTOVERS = "LEFTOVERS";

    private final PhotosCommand photos;
    private final Path folder;
    private final Duration patience;

    private Operator(PhotosCommand photos, Path folder, Duration patience) {
        this.photos = photos;
        this.folder = folder;
        this.patience = patience;
    }

    /// @param folder which is made
    /// @param graceSeconds that the pipeline has, and the checkout's template has not
    /// @param patience how long a command may take
    static Operator of(TestPipeline pipeline, Path folder, int graceSeconds, Duration patience) throws Exception {
        Files.createDirectory(folder);
        Map<String, String> environment = new HashMap<>(
                PhotosCommand.of(folder, pipeline.settings().ports()).environment());
        environment.put("PHOTOS_GRACE_SECONDS", Integer.toString(graceSeconds));
        return new Operator(new PhotosCommand(folder, environment), folder, patience);
    }

    /// Sends all hints; does not wait for what becomes of them.
    void reconcile() throws IOException, InterruptedException {
        ended("--run");
    }

    /// How many photos are not as they should be, by what is wrong with them.
    Map<String, Long> plan() throws IOException, InterruptedException {
        try {
            Map<String, Long> kinds = new LinkedHashMap<>();
            Object found = Json.object(ended("--plan", "--json")).get("kinds");
            assertThat(found).isInstanceOf(Map.class);
            ((Map<?, ?>) found).forEach((kind, count) -> kinds.put(kind.toString(), Long.valueOf(count.toString())));
            kinds.values().removeIf(count -> count == 0);
            return kinds;
        } catch (MalformedJson e) {
            throw new AssertionError("a plan that is none", e);
        }
    }

    /// Besides leftovers of those that were killed, or whom S3 refused, before they had tidied up.
    static Map<String, Long> withoutLeftovers(Map<String, Long> plan) {
        Map<String, Long> rest = new LinkedHashMap<>(plan);
        rest.remove(LEFTOVERS);
        return rest;
    }

    private String ended(String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "reconcile",
                "--stuck-after",
                "1",
                "--cursor",
                folder.resolve("list").toString()));
        arguments.addAll(List.of(options));
        Process command = photos.start(arguments.toArray(String[]::new));
        boolean ended = command.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        assertThat(ended).as(photos.text("err")).isTrue();
        assertThat(command.exitValue()).as(photos.text("err")).isZero();
        return photos.text("out");
    }
}
