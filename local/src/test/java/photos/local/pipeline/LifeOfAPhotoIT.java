package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import photos.json.Json;
import photos.local.await.Await;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.CompletedPart;

@ExtendWith(SharedPipeline.class)
class LifeOfAPhotoIT {
    private static final String ODD = "uploads/Ünïcödé 東京 🌵 100%25 #1 & (copy)+.JPG";
    private static final int PART = 5 * 1024 * 1024;
    private static final int PARTS = 4;

    private final TestPipeline pipeline;

    LifeOfAPhotoIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void a_key_of_letters_and_signs_of_all_kinds_goes_through() throws Exception {
        pipeline.put(ODD, Photo.sample("phone-lens-and-position.jpg"));

        pipeline.awaitReady(ODD);
        HttpResponse<byte[]> item = pipeline.get("/photos/" + encoded(ODD));
        assertThat(item.statusCode())
                .as(new String(item.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(Json.object(new String(item.body(), StandardCharsets.UTF_8)))
                .containsEntry("objectKey", ODD)
                .containsEntry("state", "READY");
        List<String> results = resultsOf(ODD);
        assertThat(results).hasSizeGreaterThan(1);
        for (String result : results) {
            HttpResponse<byte[]> served = pipeline.get("/" + encoded(result));
            assertThat(served.statusCode()).as(result).isEqualTo(200);
            assertThat(served.body())
                    .as(result)
                    .isEqualTo(pipeline.object(result).asByteArray());
        }
    }

    @Test
    void a_multipart_upload_of_20_MB_goes_through() throws Exception {
        String key = "uploads/large/20 MB.jpg";
        byte[] photo = Photo.padded(Photo.sample("phone-with-position.jpg"), PARTS * PART);

        putInParts(key, photo);

        pipeline.awaitReady(key);
        assertThat(pipeline.item(key).get("size")).isEqualTo(AttributeValue.fromN(Integer.toString(PARTS * PART)));
        assertThat(pipeline.manifest("large/20 MB.jpg")).containsEntry("state", "READY");
    }

    @Test
    void an_overwrite_replaces_the_variants_and_what_was_known_of_the_old_photo() throws Exception {
        String key = "uploads/overwritten.jpg";
        pipeline.put(key, Photo.sample("phone-with-position.jpg"));
        pipeline.awaitReady(key);
        String first = pipeline.text(key, "published");
        assertThat(pipeline.item(key)).containsKeys("camera", "latitude", "takenAt");
        List<String> old = variantsOf(key);

        pipeline.put(key, Photo.numbered(7));

        pipeline.awaitReadyAfter(key, first);
        assertThat(pipeline.text(key, "generation"))
                .isEqualTo(pipeline.text(key, "published"))
                .isNotEqualTo(first);
        assertThat(pipeline.item(key))
                .doesNotContainKeys("camera", "cameraMake", "latitude", "geohash", "takenAt", "takenMonth", "iso")
                .containsEntry("uprightWidth", AttributeValue.fromN("407"));
        Await.until(
                "the manifest tells of the new photo",
                TestPipeline.SETTLED,
                () -> pipeline.manifest("overwritten.jpg").toString().contains("width=407"));
        Await.until(
                "the old variants are swept",
                TestPipeline.SETTLED,
                () -> variantsOf(key).stream().noneMatch(old::contains));
        assertThat(variantsOf(key)).isNotEmpty();
    }

    @Test
    void a_delete_leaves_nothing_but_a_tombstone_and_the_key_can_be_used_again() throws Exception {
        String key = "uploads/deleted.jpg";
        pipeline.put(key, Photo.sample("phone-with-position.jpg"));
        pipeline.awaitReady(key);

        pipeline.delete(key);

        Await.until(
                "it is DELETED",
                TestPipeline.SETTLED,
                () -> pipeline.text(key, "state").equals("DELETED"));
        Await.until(
                "its results are gone",
                TestPipeline.SETTLED,
                () -> resultsOf(key).isEmpty());
        assertThat(pipeline.item(key)).containsOnlyKeys("objectKey", "generation", "fence", "state", "expiresAt");

        pipeline.put(key, Photo.sample("phone-with-position.jpg"));

        pipeline.awaitReady(key);
        assertThat(pipeline.item(key)).doesNotContainKey("expiresAt").containsKey("camera");
        Await.until(
                "its results are back",
                TestPipeline.SETTLED,
                () -> resultsOf(key).contains("results/deleted.jpg/manifest.json"));
    }

    @Test
    void a_delete_touches_no_photo_whose_key_begins_alike() throws Exception {
        List<String> siblings = List.of("uploads/alike.jpg/deeper.jpg", "uploads/alike.jpg2", "uploads/alike-2");
        pipeline.put("uploads/alike", Photo.numbered(1));
        for (String sibling : siblings) {
            pipeline.put(sibling, Photo.numbered(2));
        }
        for (String sibling : siblings) {
            pipeline.awaitReady(sibling);
        }
        pipeline.awaitReady("uploads/alike");
        for (String sibling : siblings) {
            Await.until(
                    "the manifest is there",
                    TestPipeline.SETTLED,
                    () -> resultsOf(sibling).stream().anyMatch(key -> key.endsWith("/manifest.json")));
        }
        Map<String, List<String>> before = Map.of(
                siblings.get(0), resultsOf(siblings.get(0)),
                siblings.get(1), resultsOf(siblings.get(1)),
                siblings.get(2), resultsOf(siblings.get(2)));

        pipeline.delete("uploads/alike");

        Await.until(
                "its results are gone",
                TestPipeline.SETTLED,
                () -> resultsOf("uploads/alike").isEmpty());
        for (String sibling : siblings) {
            assertThat(resultsOf(sibling)).isNotEmpty().isEqualTo(before.get(sibling));
            assertThat(pipeline.isReady(sibling)).isTrue();
        }
    }

    @Test
    void a_folder_marker_is_no_photo() throws Exception {
        pipeline.put("uploads/a folder/", new byte[0]);
        pipeline.put("uploads/after the folder.jpg", Photo.numbered(3));

        pipeline.awaitReady("uploads/after the folder.jpg");
        Await.until("the queue is empty", TestPipeline.SETTLED, () -> pipeline.queued() == 0);
        assertThat(pipeline.item("uploads/a folder/")).isEmpty();
    }

    private void putInParts(String key, byte[] photo) {
        String upload = pipeline.s3()
                .createMultipartUpload(r -> r.bucket(pipeline.bucket()).key(key))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            int number = i + 1;
            RequestBody body = RequestBody.fromBytes(Arrays.copyOfRange(photo, i * PART, (i + 1) * PART));
            String eTag = pipeline.s3()
                    .uploadPart(
                            r -> r.bucket(pipeline.bucket())
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number),
                            body)
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
        }
        pipeline.s3()
                .completeMultipartUpload(r ->
                        r.bucket(pipeline.bucket()).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
    }

    private List<String> resultsOf(String key) {
        return pipeline.keysUnder(key.replaceFirst("^uploads/", "results/") + "/");
    }

    private List<String> variantsOf(String key) {
        return resultsOf(key).stream()
                .filter(result -> !result.endsWith("manifest.json"))
                .toList();
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
