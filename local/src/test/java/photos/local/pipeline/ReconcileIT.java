package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import photos.json.Json;
import photos.local.await.Await;
import photos.local.fire.Dialect;
import photos.local.fire.Fault;
import photos.local.fire.FaultyProxy;
import photos.local.fire.Weather;
import photos.local.pipeline.PhotosCommand.Ended;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `photos reconcile` and `photos audit` as people run them, each test in a folder of its own.
@ExtendWith(SharedPipeline.class)
class ReconcileIT {
    private static final int INTERRUPTED = 128 + 2;

    private final TestPipeline pipeline;
    private final PhotosCommand photos;
    private final Path directory;
    private final String cursor;

    ReconcileIT(TestPipeline pipeline, @TempDir Path directory) throws Exception {
        this.pipeline = pipeline;
        Map<String, String> environment = new HashMap<>(
                PhotosCommand.of(directory, pipeline.settings().ports()).environment());
        environment.put(
                "PHOTOS_GRACE_SECONDS", "1"); // as the shared pipeline has it, and the checkout's template has not
        this.photos = new PhotosCommand(directory, environment);
        this.directory = directory;
        this.cursor = directory.resolve("cursor.json").toString();
    }

    private Ended reconcile(String prefix, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("reconcile", "--prefix", prefix, "--cursor", cursor));
        arguments.addAll(List.of(options));
        Ended ended = photos.run(arguments.toArray(String[]::new));
        assertThat(ended.status()).as(ended.toString()).isZero();
        return ended;
    }

    private Map<String, Object> plan(String prefix) throws Exception {
        return Json.object(reconcile(prefix, "--plan", "--json").out());
    }

    private void ready(String... keys) throws Exception {
        for (int i = 0; i < keys.length; i++) {
            pipeline.put(keys[i], Photo.numbered(i + 1));
        }
        for (String key : keys) {
            pipeline.awaitReady(key);
        }
        Await.until("the queue is empty", TestPipeline.SETTLED, () -> pipeline.queued() == 0);
    }

    /// As if its event had never come.
    private void forget(String key) {
        pipeline.dynamoDb()
                .deleteItem(r -> r.tableName(pipeline.pipeline().stack().table().name())
                        .key(Map.of("objectKey", AttributeValue.fromS(key))));
    }

    private static String results(String key) {
        return key.replaceFirst("^uploads/", "results/") + "/";
    }

    private String variant(String key, String name) {
        return pipeline.keysUnder(results(key) + name + "-").getFirst();
    }

    private Map<String, Map<String, AttributeValue>> items(List<String> keys) {
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        keys.forEach(key -> items.put(key, pipeline.item(key)));
        return items;
    }

    @Test
    void whatever_is_lost_is_planned_and_mended_and_a_second_run_does_nothing() throws Exception {
        String folder = "mended/Ünï 🌵 +%/";
        List<String> keys = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> "uploads/" + folder + i + ".jpg")
                .toList();
        ready(keys.toArray(String[]::new));
        forget(keys.get(0));
        pipeline.delete(variant(keys.get(1), "small"));
        String thumb = variant(keys.get(1), "thumb");
        pipeline.delete(results(keys.get(2)) + "manifest.json");
        pipeline.s3()
                .putObject(
                        r -> r.bucket(pipeline.bucket()).key(results(keys.get(3)) + "manifest.json"),
                        RequestBody.fromString("{\"state\": \"READY\"}"));
        forget(keys.get(4));
        pipeline.delete(keys.get(4));
        Await.until("the queue is empty", TestPipeline.SETTLED, () -> pipeline.queued() == 0);
        pipeline.s3()
                .putObject(
                        r -> r.bucket(pipeline.bucket()).key(results(keys.get(5)) + "thumb-0123456789.jpg"),
                        RequestBody.fromString("left over"));
        Await.until(
                "its grace time is over",
                TestPipeline.SETTLED,
                () -> plan(folder).toString().contains("LEFTOVERS=2"));
        Map<String, AttributeValue> untouched = pipeline.item(keys.get(6));

        Ended plan = reconcile(folder);
        assertThat(plan.out())
                .contains("Looked at 7: 1 as they should be, 0 under way, 6 to be put right.")
                .containsPattern("never seen +1")
                .containsPattern("variant missing +1")
                .containsPattern("manifest wrong +2")
                .containsPattern("leftovers +2")
                .containsPattern(
                        "Renders 2, reads \\d+\\.\\d MB, about \\d+ s of one core, about \\$0\\.00 for requests")
                .contains("Nothing was changed");
        assertThat(pipeline.item(keys.get(0))).isEmpty();

        Ended run = reconcile(folder, "--run", "--wait");
        assertThat(run.out()).contains("Sending hints: 6 of 6");
        assertThat(run.err()).contains("Sent 6 hints");
        Await.until(
                "nothing is left to be put right",
                TestPipeline.SETTLED,
                () -> Integer.valueOf(0).equals(plan(folder).get("hints")));
        assertThat(pipeline.isReady(keys.get(0))).isTrue();
        assertThat(variant(keys.get(1), "small")).isNotEmpty();
        assertThat(variant(keys.get(1), "thumb")).isEqualTo(thumb);
        assertThat(pipeline.object(results(keys.get(3)) + "manifest.json").asUtf8String())
                .contains("srcset");
        assertThat(pipeline.keysUnder(results(keys.get(4)))).isEmpty();
        assertThat(pipeline.keysUnder(results(keys.get(5)))).noneMatch(key -> key.contains("0123456789"));
        assertThat(pipeline.item(keys.get(6))).isEqualTo(untouched);

        Map<String, Map<String, AttributeValue>> before = items(keys);
        Ended second = reconcile(folder, "--run", "--wait");
        assertThat(second.out()).contains("0 to be put right").doesNotContain("Sending");
        assertThat(items(keys)).isEqualTo(before);
        assertThat(directory.resolve("cursor.json")).doesNotExist();
    }

    @Test
    void an_interrupted_run_goes_on_where_it_stopped_and_renders_nothing_twice() throws Exception {
        String folder = "interrupted/";
        List<String> keys = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "uploads/" + folder + i + ".jpg")
                .toList();
        ready(keys.toArray(String[]::new));
        keys.forEach(this::forget);

        Process run = photos.start("reconcile", "--run", "--rate", "4", "--prefix", folder, "--cursor", cursor);
        Await.until("some hints are sent", TestPipeline.SETTLED, () -> sent() > 0);
        interrupt(run);
        int sent = sent();
        assertThat(sent).isBetween(1, 39);
        assertThat(photos.text("err"))
                .contains("Interrupted after " + sent
                        + " of 40 hints; what was sent is worked on. The same command goes on");
        Await.until(
                "what was sent is done",
                TestPipeline.SETTLED,
                () -> keys.stream().filter(pipeline::isReady).count() >= sent && pipeline.queued() == 0);

        Ended rest = reconcile(folder, "--run", "--wait");
        assertThat(rest.err())
                .contains("Goes on with the run that was interrupted after " + sent + " of 40 hints")
                .contains("Sent 40 hints");
        assertThat(rest.out()).doesNotContain("Comparing").doesNotContain("Looked at");
        Await.until("all are ready", TestPipeline.SETTLED, () -> keys.stream().allMatch(pipeline::isReady));
        // Each was handed over once and rendered once: another hand-over or render would have raised the fence.
        assertThat(keys)
                .allMatch(key ->
                        AttributeValue.fromN("1").equals(pipeline.item(key).get("fence")));
        assertThat(plan(folder).get("hints")).isEqualTo(0);
    }

    @Test
    void it_can_be_interrupted_while_it_compares_however_long_S3_takes_to_answer() throws Exception {
        Weather hanging = Weather.always(Fault.HANG);
        try (FaultyProxy s3 = FaultyProxy.start(pipeline.settings().ports().s3(), Dialect.S3, hanging)) {
            Map<String, String> environment = new HashMap<>(photos.environment());
            environment.put("AWS_ENDPOINT_URL_S3", s3.address().toString());
            PhotosCommand hung = new PhotosCommand(directory, environment);
            Process run = hung.start("reconcile", "--run", "--prefix", "hung/", "--cursor", cursor);
            Await.until("it waits for S3", TestPipeline.SETTLED, () -> hanging.count(Fault.HANG) > 0);

            interrupt(run);

            assertThat(hung.text("err")).contains("Interrupted while comparing; nothing was changed.");
        }
        assertThat(directory.resolve("cursor.json")).doesNotExist();
    }

    /// As Ctrl-C does; a person would not wait longer.
    private static void interrupt(Process run) throws Exception {
        Signals.send("-INT", List.of(run.pid()));
        assertThat(run.waitFor(5, TimeUnit.SECONDS)).as("it ends at once").isTrue();
        assertThat(run.exitValue()).isEqualTo(INTERRUPTED);
    }

    private int sent() throws Exception {
        Path file = Path.of(cursor);
        return Files.exists(file)
                ? Integer.parseInt(
                        Objects.toString(Json.object(Files.readString(file)).get("sent")))
                : 0;
    }

    @Test
    void a_prefix_without_anything_and_wrong_options_are_told_in_a_sentence() throws Exception {
        assertThat(reconcile("nothing here/").out()).contains("Looked at 0: 0 as they should be");
        Ended both = photos.run("reconcile", "--plan", "--run");
        assertThat(both.status()).isEqualTo(2);
        assertThat(photos.run("reconcile", "--run", "--rate", "0").status()).isEqualTo(2);
        Ended noPresets = new PhotosCommand(directory, without("PHOTOS_PRESETS")).run("reconcile");
        assertThat(noPresets.status()).isEqualTo(1);
        assertThat(noPresets.err()).contains("PHOTOS_PRESETS is not set");
    }

    private Map<String, String> without(String variable) {
        Map<String, String> environment = new HashMap<>(photos.environment());
        environment.remove(variable);
        return environment;
    }

    @Test
    void the_results_of_all_samples_are_clean_and_a_planted_leak_is_named() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();
        Ended clean = photos.run("audit", "--prefix", "samples/");
        assertThat(clean.status()).as(clean.toString()).isZero();
        assertThat(clean.out()).containsPattern("\\d{2,} objects, .* MB: nothing private in any of them");

        String planted = "results/planted/holiday.jpg/large-0123456789.jpg";
        pipeline.s3()
                .putObject(
                        r -> r.bucket(pipeline.bucket())
                                .key(planted)
                                .metadata(Map.of("comment", "47.3769, 8.5417"))
                                .contentDisposition("attachment; filename=\"Jo at home.jpg\""),
                        RequestBody.fromBytes(Photo.sample("phone-with-position.jpg")));
        Ended leak = photos.run("audit", "--prefix", "planted/");
        assertThat(leak.status()).isEqualTo(1);
        assertThat(leak.lines().getFirst())
                .startsWith("LEAK " + planted + ": EXIF")
                .contains("EXIF GPS position")
                .contains("position (x-amz-meta-comment)")
                .contains("unexpected header (Content-Disposition)");
        Ended json = photos.run("audit", "--prefix", "planted/", "--json");
        assertThat(Json.object(json.lines().getFirst())).containsEntry("key", planted);
        assertThat(Json.object(json.lines().getLast()))
                .containsEntry("objects", 1)
                .containsEntry("leaks", 1);
        pipeline.delete(planted);
    }

    @Test
    void an_audit_that_cannot_look_is_no_clean_one() throws Exception {
        Map<String, String> nowhere = new HashMap<>(photos.environment());
        nowhere.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1");
        nowhere.put("AWS_MAX_ATTEMPTS", "1");
        Ended ended = new PhotosCommand(directory, nowhere).run("audit");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("the audit did not finish");

        Map<String, String> regionless = new HashMap<>(photos.environment());
        regionless.put("AWS_REGION", "");
        Ended unsettled = new PhotosCommand(directory, regionless).run("audit");
        assertThat(unsettled.status()).as(unsettled.toString()).isEqualTo(2);
    }

    @Test
    void dead_letters_are_shown_with_their_cause_and_put_back_by_one_command() throws Exception {
        ready("uploads/dead/done.jpg");
        pipeline.put("uploads/dead/bad.jpg", "no photo".getBytes(UTF_8));
        Await.until(
                "it is rejected",
                TestPipeline.SETTLED,
                () -> pipeline.text("uploads/dead/bad.jpg", "state").equals("REJECTED"));
        ready("uploads/dead/lost.jpg");
        forget("uploads/dead/lost.jpg");
        for (String name : List.of("done", "bad", "lost")) {
            pipeline.sendToDeadLetters(Json.write(Map.of("objectKey", "uploads/dead/" + name + ".jpg")));
        }

        for (int look = 0; look < 2; look++) { // a look changes nothing
            Ended status = photos.run("status");
            assertThat(status.status()).as(status.toString()).isZero();
            assertThat(status.out())
                    .contains(", 3 dead letters")
                    .containsPattern("uploads/dead/done\\.jpg +\\d+ +20\\S+ +READY")
                    .containsPattern("uploads/dead/bad\\.jpg +\\d+ +20\\S+ +REJECTED UNSUPPORTED_FORMAT: ")
                    .containsPattern("uploads/dead/lost\\.jpg +\\d+ +20\\S+ +nothing: it was never ingested")
                    .contains("grep -hF KEY .photos/lambda/lambda-*.log");
        }

        Ended redrive = photos.run("status", "--redrive", "--json");
        assertThat(redrive.err()).contains("Dead letters put back into the queue: 3");
        assertThat(Json.object(redrive.out()).get("deadLetters")).isEqualTo(List.of());
        Await.until("the lost one is ready", TestPipeline.SETTLED, () -> pipeline.isReady("uploads/dead/lost.jpg"));
    }
}
