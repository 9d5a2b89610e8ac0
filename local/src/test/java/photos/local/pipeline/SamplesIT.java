package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import photos.json.Json;
import photos.local.samples.Samples;
import photos.upload.Uploads.Upload;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

@ExtendWith(SharedPipeline.class)
class SamplesIT {
    /// What begins EXIF, XMP, IPTC, ICC profiles and texts in JPEG, PNG and WebP.
    private static final List<String> METADATA = List.of(
            "Exif\0",
            "http://ns.adobe.com/",
            "Photoshop 3.0",
            "ICC_PROFILE",
            "eXIf",
            "iCCP",
            "iTXt",
            "tEXt",
            "zTXt",
            "EXIF",
            "XMP ",
            "ICCP");
    private static final Map<String, Integer> BOXES = Map.of("thumb", 320, "small", 640, "medium", 1280, "large", 2048);

    private final TestPipeline pipeline;

    SamplesIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void every_sample_ends_as_its_expectation_says() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();
    }

    @Test
    void the_variants_of_every_sample_are_what_its_manifest_says() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();
        int variants = 0;
        for (Upload sample : Samples.in(ProjectCopy.REAL.resolve("samples"))) {
            String path = sample.key().path();
            Map<String, Object> manifest = pipeline.manifest(path);
            String expected =
                    Files.readString(sample.file().resolveSibling(sample.file().getFileName() + ".expected.json"));
            assertThat(manifest).containsEntry("state", Json.object(expected).get("state"));
            List<Map<String, Object>> named = variants(manifest);
            assertThat(named).as(path).hasSize("REJECTED".equals(manifest.get("state")) ? 0 : BOXES.size());
            assertThat(manifest.containsKey("thumbhash")).as(path).isEqualTo(!named.isEmpty());
            for (Map<String, Object> variant : named) {
                assertIsAsNamed(path, variant);
                variants++;
            }
        }
        assertThat(variants).isGreaterThan(50);
    }

    @Test
    void no_manifest_tells_a_position() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();
        for (Upload sample : Samples.in(ProjectCopy.REAL.resolve("samples"))) {
            String manifest = pipeline.object(sample.key().resultsPrefix() + "manifest.json")
                    .asString(UTF_8);
            assertThat(manifest).doesNotContain("latitude", "longitude", "geohash", "altitude", "tags", "\"place");
        }
        assertThat(pipeline.item("uploads/samples/phone-with-position.jpg"))
                .containsKeys("latitude", "longitude", "place", "placeKilometres");
    }

    @Test
    void the_originals_do_hold_the_metadata_that_no_variant_may_hold() throws Exception {
        assertThat(new String(Photo.sample("phone-display-p3.jpg"), ISO_8859_1)).contains("Exif\0", "ICC_PROFILE");
    }

    private void assertIsAsNamed(String path, Map<String, Object> variant) throws Exception {
        String key = text(variant, "key");
        ResponseBytes<GetObjectResponse> object = pipeline.object(key);
        byte[] bytes = object.asByteArray();
        assertThat(key).startsWith("results/" + path + "/");
        assertThat(bytes).as(key).hasSize(number(variant, "bytes"));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .isEqualTo(variant.get("sha256"));
        assertThat(object.response().contentType()).isEqualTo(variant.get("type"));
        assertThat(object.response().cacheControl()).isEqualTo("public, max-age=31536000, immutable");
        assertThat(object.response().metadata()).containsKey("source-generation");
        int box = Objects.requireNonNull(BOXES.get(text(variant, "name")));
        assertThat(number(variant, "width")).isBetween(1, box);
        assertThat(number(variant, "height")).isBetween(1, box);
        assertThat(new String(bytes, ISO_8859_1)).as(key).doesNotContain(METADATA);
        if ("image/jpeg".equals(variant.get("type"))) {
            var image = ImageIO.read(new ByteArrayInputStream(bytes));
            assertThat(image.getWidth()).isEqualTo(number(variant, "width"));
            assertThat(image.getHeight()).isEqualTo(number(variant, "height"));
        }
    }

    private static String text(Map<String, Object> json, String name) {
        return (String) Objects.requireNonNull(json.get(name));
    }

    private static int number(Map<String, Object> json, String name) {
        return ((Number) Objects.requireNonNull(json.get(name))).intValue();
    }

    @SuppressWarnings("unchecked") // a list of JSON objects
    private static List<Map<String, Object>> variants(Map<String, Object> manifest) {
        return (List<Map<String, Object>>) Objects.requireNonNull(manifest.get("variants"));
    }
}
