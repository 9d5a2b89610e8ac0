package photos.processor.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import photos.clock.SettableClock;
import photos.image.ImageFormat;
import photos.outage.Unavailable;
import photos.storage.Content;
import photos.storage.InMemoryObjectStore;
import photos.storage.Listed;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;

class AuditTest {
    private static final Path SAMPLES = Path.of("../samples");
    private static final String CLEAN_MANIFEST =
            "{\"original\": {\"key\": \"uploads/a\", \"size\": 1}, \"state\": \"READY\","
                    + " \"variants\": [{\"name\": \"thumb\", \"width\": 1}], \"message\": null}";

    @TempDir
    private Path directory = Path.of("");

    private final InMemoryObjectStore store =
            new InMemoryObjectStore(new SettableClock(Instant.parse("2026-07-01T12:00:00Z")));

    private void put(String key, byte[] bytes) throws IOException {
        String mediaType =
                ImageFormat.recognise(bytes).map(ImageFormat::mediaType).orElse("application/json; charset=utf-8");
        put(key, bytes, mediaType, Optional.empty(), Map.of());
    }

    private void put(
            String key, byte[] bytes, String mediaType, Optional<String> cacheControl, Map<String, String> metadata)
            throws IOException {
        Path file = Files.write(directory.resolve("file"), bytes);
        store.put(new ObjectKey(key), new Content(new Content.Body.InFile(file), mediaType, cacheControl, metadata));
    }

    private static byte[] picture(String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }

    private static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(SAMPLES.resolve(name));
    }

    /// What is found in one object, put where results are.
    private List<String> found(byte[] object) throws Exception {
        return found("results/a.jpg/thumb-0123456789.jpg", object);
    }

    private List<String> found(String key, byte[] object) throws Exception {
        try (Stream<Listed> before = store.under(ObjectKey.RESULTS)) {
            before.forEach(listed -> store.delete(listed.key()));
        }
        put(key, object);
        return foundIn(key);
    }

    private List<String> foundIn(String key) throws Exception {
        List<Leak> leaks = new ArrayList<>();
        Audit.Outcome outcome = new Audit(store).run("", leaks::add, () -> {});
        assertThat(outcome.objects()).isEqualTo(1);
        assertThat(outcome.leaks()).isEqualTo(leaks.size());
        assertThat(leaks).allSatisfy(leak -> assertThat(leak.key().value()).isEqualTo(key));
        return leaks.stream().flatMap(leak -> leak.found().stream()).toList();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] withSegment(byte[] jpeg, int marker, String data) {
        byte[] segment = ByteBuffer.allocate(4 + data.length())
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (data.length() + 2))
                .put(data.getBytes(ISO_8859_1))
                .array();
        return joined(Arrays.copyOf(jpeg, 2), segment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] withChunk(byte[] png, String type, String data) {
        byte[] body = (type + data).getBytes(ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(body);
        byte[] chunk = ByteBuffer.allocate(body.length + 8)
                .putInt(data.length())
                .put(body)
                .putInt((int) crc.getValue())
                .array();
        int afterHeader = 8 + 25;
        return joined(Arrays.copyOf(png, afterHeader), chunk, Arrays.copyOfRange(png, afterHeader, png.length));
    }

    private static byte[] webp(String... chunks) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("WEBP".getBytes(ISO_8859_1));
        for (int i = 0; i < chunks.length; i += 2) {
            String data = chunks[i + 1];
            body.writeBytes(chunks[i].getBytes(ISO_8859_1));
            body.writeBytes(little(data.length()));
            body.writeBytes(data.getBytes(ISO_8859_1));
            if (data.length() % 2 == 1) {
                body.write(0);
            }
        }
        return joined("RIFF".getBytes(ISO_8859_1), little(body.size()), body.toByteArray());
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    @Test
    void what_the_encoders_make_is_clean() throws Exception {
        assertThat(found(picture("jpeg"))).isEmpty();
        assertThat(found(picture("png"))).isEmpty();
        assertThat(found(webp("VP8 ", "odd"))).isEmpty();
        assertThat(found("results/a.jpg/manifest.json", CLEAN_MANIFEST.getBytes(ISO_8859_1)))
                .isEmpty();
    }

    @Test
    void a_phones_photo_is_named_with_all_that_it_tells() throws Exception {
        assertThat(found(sample("phone-with-position.jpg"))).contains("EXIF", "EXIF GPS position");
    }

    @Test
    void every_kind_of_leak_in_a_jpeg_is_named() throws Exception {
        byte[] jpeg = picture("jpeg");
        Map<String, byte[]> leaks = new HashMap<>();
        leaks.put("comment", withSegment(jpeg, 0xFE, "by me"));
        leaks.put("XMP", withSegment(jpeg, 0xE1, "http://ns.adobe.com/xap/1.0/\0<x/>"));
        leaks.put("IPTC", withSegment(jpeg, 0xED, "Photoshop 3.0\0" + "8BIM"));
        leaks.put("ICC profile", withSegment(jpeg, 0xE2, "ICC_PROFILE\0\1\1"));
        leaks.put("further pictures (APP2)", withSegment(jpeg, 0xE2, "MPF\0"));
        leaks.put("embedded thumbnail", withSegment(jpeg, 0xE0, "JFXX\0\u0010"));
        leaks.put("application data (APP1)", withSegment(jpeg, 0xE1, "something"));
        leaks.put("application data (APP12)", withSegment(jpeg, 0xEC, "Ducky"));
        leaks.put("application data (APP14)", withSegment(jpeg, 0xEE, "Adobe and a diary"));
        leaks.put("unknown segment FFF0", withSegment(jpeg, 0xF0, "x"));
        leaks.put("trailing data (3 bytes)", joined(jpeg, new byte[3]));
        leaks.put("EXIF that is damaged", withSegment(jpeg, 0xE1, "Exif\0\0II*\0\377\377\377\177"));
        for (Map.Entry<String, byte[]> leak : leaks.entrySet()) {
            assertThat(found(leak.getValue())).contains(leak.getKey());
        }
    }

    @Test
    void every_kind_of_leak_in_a_png_is_named() throws Exception {
        byte[] png = picture("png");
        assertThat(found(withChunk(png, "tEXt", "Author\0me"))).containsExactly("comment (Author)");
        assertThat(found(withChunk(png, "iTXt", "XML:com.adobe.xmp\0\0\0\0\0<x/>")))
                .containsExactly("XMP");
        assertThat(found(withChunk(png, "zTXt", "Raw profile type exif\0\0x"))).containsExactly("EXIF");
        assertThat(found(withChunk(png, "eXIf", "MM\0*\0\0\0\u0008\0\0\0\0\0\0")))
                .containsExactly("EXIF");
        assertThat(found(withChunk(png, "tIME", "1234567"))).containsExactly("time of change");
        assertThat(found(withChunk(png, "iCCP", "p\0\0"))).containsExactly("ICC profile");
        assertThat(found(withChunk(png, "meMe", "x"))).containsExactly("unknown chunk meMe");
        assertThat(found(joined(png, new byte[1]))).containsExactly("trailing data (1 bytes)");
    }

    @Test
    void every_kind_of_leak_in_a_webp_is_named() throws Exception {
        assertThat(found(webp("VP8X", "1234567890", "VP8 ", "x", "EXIF", "MM\0*\0\0\0\u0008\0\0\0\0\0\0")))
                .containsExactly("EXIF");
        assertThat(found(webp("VP8 ", "x", "XMP ", "<x/>"))).containsExactly("XMP");
        assertThat(found(webp("ICCP", "x", "VP8L", "x"))).containsExactly("ICC profile");
        assertThat(found(webp("VP8L", "x", "MEME", "xx"))).containsExactly("unknown chunk MEME");
        assertThat(found(joined(webp("VP8L", "x"), new byte[5]))).containsExactly("trailing data (5 bytes)");
        assertThat(found(sample("camera.webp"))).contains("EXIF");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latitude/position (latitude)",
                "geohash4/position (geohash4)",
                "serialNumber/serial number (serialNumber)",
                "ownerName/owner's name (ownerName)",
                "artist/owner's name (artist)",
                "diary/unknown entry (diary)"
            })
    void a_manifest_that_tells_more_than_it_should_is_named(String nameAndFinding) throws Exception {
        String name = nameAndFinding.substring(0, nameAndFinding.indexOf('/'));
        String leak = "{\"state\": \"READY\", \"variants\": [{\"" + name + "\": 1}]}";
        assertThat(found("results/a/manifest.json", leak.getBytes(ISO_8859_1)))
                .containsExactly(nameAndFinding.substring(name.length() + 1));
    }

    /// Values are looked at too, and not repeated.
    @ParameterizedTest
    @ValueSource(strings = {"camera", "message", "takenAt", "thumbhash", "name"})
    void a_position_in_a_manifests_text_is_found(String name) throws Exception {
        String leak = "{\"state\": \"READY\", \"variants\": [{\"" + name + "\": \"Nikon 47.3769, 8.5417\"}]}";
        assertThat(found("results/a/manifest.json", leak.getBytes(ISO_8859_1)))
                .containsExactly("position (" + name + ")");
        String inAList = "{\"sources\": [[\"47.3769 N 8.5417 E\"]]}";
        assertThat(found("results/a/manifest.json", inAList.getBytes(ISO_8859_1)))
                .containsExactly("position (sources)");
    }

    /// A key is public, and whoever uploads chooses it.
    @Test
    void numbers_in_a_key_are_no_position() throws Exception {
        String manifest = "{\"original\": {\"key\": \"uploads/pi 3.141 e 2.718.jpg\"}, \"variants\": [{\"key\":"
                + " \"results/pi 3.141 e 2.718.jpg/thumb-0123456789.jpg\"}],"
                + " \"message\": \"rendering took longer than 1.25 s\"}";
        assertThat(found("results/a/manifest.json", manifest.getBytes(ISO_8859_1)))
                .isEmpty();
    }

    @Test
    void a_manifest_with_something_behind_it_is_not_certified() throws Exception {
        byte[] longer = (CLEAN_MANIFEST + " {\"latitude\": 47.3}").getBytes(ISO_8859_1);
        assertThat(found("results/a/manifest.json", longer)).isNotEmpty();
    }

    /// What is found beside a variant in which nothing is.
    private List<String> foundBeside(String mediaType, String cacheControl, Map<String, String> metadata)
            throws Exception {
        String key = "results/a.jpg/thumb-0123456789.jpg";
        put(key, picture("jpeg"), mediaType, Optional.of(cacheControl), metadata);
        return foundIn(key);
    }

    @Test
    void what_the_image_processor_writes_beside_its_objects_is_clean() throws Exception {
        String forEver = "public, max-age=31536000, immutable";
        for (String generation : List.of("3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY", "0-1", "e 2026-07-01T12:00:00.250Z 12")) {
            assertThat(foundBeside("image/jpeg", forEver, Map.of("source-generation", generation)))
                    .isEmpty();
        }
        put(
                "results/a.jpg/manifest.json",
                CLEAN_MANIFEST.getBytes(ISO_8859_1),
                "application/json; charset=utf-8",
                Optional.of("no-cache"),
                Map.of());
        assertThat(new Audit(store)
                        .run("", leak -> fail(leak.toString()), () -> {})
                        .objects())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    comment           | 47.3769, 8.5417       | position (x-amz-meta-comment)
                    comment           | 47.3769°N 8.5417°E    | position (x-amz-meta-comment)
                    comment           | by Jo                 | unexpected header (x-amz-meta-comment)
                    owner             | Jo                    | owner's name (x-amz-meta-owner)
                    gpslatitude       | 47                    | position (x-amz-meta-gpslatitude)
                    camera-serial     | 1                     | serial number (x-amz-meta-camera-serial)
                    source-generation | 47.3769,8.5417        | position (x-amz-meta-source-generation)
                    source-generation | by Jo Doe of Zurich   | unexpected header (x-amz-meta-source-generation)
                    source-generation | a last-Friday 1       | unexpected header (x-amz-meta-source-generation)
                    """)
    void metadata_that_tells_more_than_it_should_is_named(String name, String value, String finding) throws Exception {
        assertThat(foundBeside("image/jpeg", "public, max-age=31536000, immutable", Map.of(name, value)))
                .containsExactly(finding);
    }

    @Test
    void a_type_or_cache_header_that_is_not_the_image_processors_is_named() throws Exception {
        String forEver = "public, max-age=31536000, immutable";
        assertThat(foundBeside("image/png", forEver, Map.of())).containsExactly("unexpected header (Content-Type)");
        assertThat(foundBeside("image/jpeg; by=Jo", forEver, Map.of()))
                .containsExactly("unexpected header (Content-Type)");
        assertThat(foundBeside("image/jpeg", "no-cache, at=47.3769/8.5417", Map.of()))
                .containsExactly("position (Cache-Control)");
    }

    @Test
    void what_cannot_be_certified_is_a_leak() throws Exception {
        assertThat(found("a diary".getBytes(ISO_8859_1)))
                .singleElement()
                .asString()
                .startsWith("cannot be certified: neither");
        assertThat(found(new byte[0])).hasSize(1);
        byte[] jpeg = picture("jpeg");
        assertThat(found(Arrays.copyOf(jpeg, jpeg.length - 2)))
                .singleElement()
                .asString()
                .contains("ends too early");
        assertThat(found(sample("animated.gif"))).singleElement().asString().contains("never made here");
        byte[] png = picture("png");
        assertThat(found(Arrays.copyOf(png, png.length - 1))).hasSize(1);
        assertThat(found(Arrays.copyOf(webp("VP8L", "1234"), 20))).hasSize(1);
    }

    @Test
    void every_object_is_looked_through_and_each_counted_once() throws Exception {
        for (int i = 0; i < 100; i++) {
            put("results/" + i + "/manifest.json", CLEAN_MANIFEST.getBytes(ISO_8859_1));
        }
        put("uploads/private.jpg", sample("phone-with-position.jpg"));
        put("results/57/thumb-0123456789.jpg", sample("phone-with-position.jpg"));
        AtomicInteger steps = new AtomicInteger();
        List<Leak> leaks = new ArrayList<>();
        Audit audit = new Audit(store);

        Audit.Outcome outcome = audit.run("", leaks::add, steps::incrementAndGet);

        assertThat(outcome.objects()).isEqualTo(101).isEqualTo(audit.count("")).isEqualTo(steps.get());
        assertThat(leaks)
                .singleElement()
                .satisfies(leak -> assertThat(leak.key().value()).isEqualTo("results/57/thumb-0123456789.jpg"));
        assertThat(audit.run("56/", leaks::add, () -> {}).objects()).isEqualTo(1);
    }

    @Test
    void a_bucket_that_does_not_answer_is_never_called_clean() throws Exception {
        put("results/a/manifest.json", CLEAN_MANIFEST.getBytes(ISO_8859_1));
        ObjectStore failing = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("open")) {
                        throw new Unavailable("S3 is away");
                    }
                    return method.invoke(store, arguments);
                });
        assertThatThrownBy(() -> new Audit(failing).run("", _ -> {}, () -> {})).hasMessage("S3 is away");
    }
}
