package photos.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.local.account.LocalAccount;
import photos.local.await.Await;
import photos.local.port.LoopbackPort;
import photos.local.port.PortInUse;
import photos.local.template.Stack;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LocalS3IT {
    private static final String BUCKET = "photos-000000000000-eu-central-1";
    private static final LocalAccount ACCOUNT =
            new LocalAccount("eu-central-1", "000000000000", "LOCALKEY", "local-secret");
    private static final String ODD = "uploads/Ünïcödé 東京 🌵 100%25 #1 & (copy)+.JPG";
    private static final int PART = 5 * 1024 * 1024;
    private static final int PARTS = 4;

    private static final List<ObjectEvent> EVENTS = new CopyOnWriteArrayList<>();

    @TempDir
    private static Path directory;

    private static int port;
    private static LocalS3 s3;
    private static S3Client client;

    @BeforeAll
    static void start() throws Exception {
        port = LoopbackPort.anyFree();
        s3 = LocalS3.start(port, directory, BUCKET, ACCOUNT, EVENTS::add);
        client = LocalS3Client.of(s3.endpoint(), ACCOUNT);
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        s3.close();
    }

    @Test
    void an_overwritten_object_keeps_its_versions_and_a_deleted_one_is_not_there() throws Exception {
        String key = "versions/" + ODD;
        String first = put(key, "one").versionId();
        String second = put(key, "second").versionId();
        HeadObjectResponse head = client.headObject(r -> r.bucket(BUCKET).key(key));
        assertThat(head.versionId()).isEqualTo(second).isNotEqualTo(first).isNotNull();
        assertThat(get(key)).isEqualTo("second");
        assertThat(client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key).versionId(first))
                        .asUtf8String())
                .isEqualTo("one");
        assertThat(client.headObject(r -> r.bucket(BUCKET).key(key).versionId(first))
                        .contentLength())
                .isEqualTo(3);

        String marker = client.deleteObject(r -> r.bucket(BUCKET).key(key)).versionId();
        assertThatThrownBy(() -> client.headObject(r -> r.bucket(BUCKET).key(key)))
                .isInstanceOf(NoSuchKeyException.class);
        assertThat(client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key).versionId(second))
                        .asUtf8String())
                .isEqualTo("second");

        List<ObjectEvent> events = awaitEvents(key, 3);
        assertThat(events.stream().map(event -> event.name().text()))
                .containsExactly("ObjectCreated:Put", "ObjectCreated:Put", "ObjectRemoved:DeleteMarkerCreated");
        assertThat(events.stream().map(event -> event.versionId().orElseThrow()))
                .containsExactly(first, second, marker);
        assertThat(events.stream().map(ObjectEvent::sequencer)).isSorted();
    }

    @Test
    void an_event_reads_as_one_of_s3s_own() throws Exception {
        PutObjectResponse put = put(ODD, "picture");
        client.deleteObject(r -> r.bucket(BUCKET).key(ODD));
        List<ObjectEvent> events = awaitEvents(ODD, 2);

        S3EventNotification.S3EventNotificationRecord created = record(events.getFirst());
        assertThat(created.getEventName()).isEqualTo("ObjectCreated:Put");
        assertThat(created.getS3().getBucket().getName()).isEqualTo(BUCKET);
        assertThat(created.getS3().getObject().getUrlDecodedKey()).isEqualTo(ODD);
        assertThat(created.getS3().getObject().getVersionId()).isEqualTo(put.versionId());
        assertThat(created.getS3().getObject().getSizeAsLong()).isEqualTo(7);
        assertThat(put.eTag()).isEqualTo('"' + created.getS3().getObject().geteTag() + '"');
        S3EventNotification.S3EventNotificationRecord removed = record(events.getLast());
        assertThat(removed.getEventName()).isEqualTo("ObjectRemoved:DeleteMarkerCreated");
        assertThat(removed.getS3().getObject().getUrlDecodedKey()).isEqualTo(ODD);
    }

    private static S3EventNotification.S3EventNotificationRecord record(ObjectEvent event) {
        String json = new S3EventJson("eu-central-1", BUCKET, "uploads").text(event);
        S3Event read = LambdaEventSerializers.serializerFor(S3Event.class, LocalS3IT.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        assertThat(read.getRecords()).hasSize(1);
        return read.getRecords().getFirst();
    }

    @Test
    void only_what_the_template_asks_for_matches() throws Exception {
        put("uploads/matching.jpg", "a");
        put("results/matching.jpg", "b");
        ObjectEvent uploaded = awaitEvents("uploads/matching.jpg", 1).getFirst();
        ObjectEvent made = awaitEvents("results/matching.jpg", 1).getFirst();
        Stack.Notification created = new Stack.Notification("s3:ObjectCreated:*", "uploads/", "", "q");
        assertThat(uploaded.matches(created)).isTrue();
        assertThat(made.matches(created)).isFalse();
        assertThat(uploaded.matches(new Stack.Notification("s3:ObjectRemoved:*", "uploads/", "", "q")))
                .isFalse();
        assertThat(uploaded.matches(new Stack.Notification("s3:ObjectCreated:Put", "", ".png", "q")))
                .isFalse();
    }

    @Test
    void an_upload_in_parts_is_one_object_and_one_event() throws Exception {
        byte[] content = new byte[PARTS * PART];
        new Random(1).nextBytes(content);
        String key = "uploads/large.tif";
        String upload = client.createMultipartUpload(
                        r -> r.bucket(BUCKET).key(key).contentType("image/tiff"))
                .uploadId();
        List<CompletedPart> parts = IntStream.rangeClosed(1, PARTS)
                .mapToObj(number -> CompletedPart.builder()
                        .partNumber(number)
                        .eTag(client.uploadPart(
                                        r -> r.bucket(BUCKET)
                                                .key(key)
                                                .uploadId(upload)
                                                .partNumber(number),
                                        RequestBody.fromBytes(
                                                Arrays.copyOfRange(content, (number - 1) * PART, number * PART)))
                                .eTag())
                        .build())
                .toList();
        String version = client.completeMultipartUpload(
                        r -> r.bucket(BUCKET).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)))
                .versionId();

        List<ObjectEvent> events = awaitEvents(key, 1);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.name()).isEqualTo(ObjectEvent.Name.MULTIPART);
            assertThat(event.key()).isEqualTo(key);
            assertThat(event.content().orElseThrow().size()).isEqualTo(content.length);
        });
        HeadObjectResponse head = client.headObject(r -> r.bucket(BUCKET).key(key));
        assertThat(head.contentType()).isEqualTo("image/tiff");
        assertThat(head.versionId()).isEqualTo(version);
        assertThat(events.getFirst().versionId()).contains(head.versionId());
        assertThat(client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArrayUnsafe())
                .isEqualTo(content);
        assertThat(EVENTS).noneMatch(event -> event.key().startsWith("."));
    }

    @Test
    void a_wrong_secret_is_refused() {
        try (S3Client stranger = LocalS3Client.of(s3.endpoint(), ACCOUNT.accessKey(), "another-secret")) {
            assertThatThrownBy(() -> stranger.listObjectsV2(r -> r.bucket(BUCKET)))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void what_is_stored_survives_a_restart_and_its_versions_never_come_again() throws Exception {
        long before = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        Path kept = directory.resolve("kept");
        int other = LoopbackPort.anyFree();
        String version;
        try (LocalS3 first = LocalS3.start(other, kept, BUCKET, ACCOUNT, EVENTS::add);
                S3Client writer = LocalS3Client.of(first.endpoint(), ACCOUNT)) {
            version = writer.putObject(r -> r.bucket(BUCKET).key(ODD), RequestBody.fromString("kept"))
                    .versionId();
        }
        // Another run would number from the start again, were it not for the clock.
        assertThat(Long.parseLong(version.substring(1), 16)).isGreaterThan(before);
        try (LocalS3 second = LocalS3.start(other, kept, BUCKET, ACCOUNT, EVENTS::add);
                S3Client reader = LocalS3Client.of(second.endpoint(), ACCOUNT)) {
            assertThat(reader.headObject(r -> r.bucket(BUCKET).key(ODD)).versionId())
                    .isEqualTo(version);
            assertThat(reader.getObjectAsBytes(r -> r.bucket(BUCKET).key(ODD)).asUtf8String())
                    .isEqualTo("kept");
        }
    }

    @Test
    void a_busy_port_is_named() {
        assertThatThrownBy(() -> LocalS3.start(port, directory, BUCKET, ACCOUNT, EVENTS::add))
                .isInstanceOf(PortInUse.class)
                .hasMessageStartingWith("cannot start S3 on 127.0.0.1:" + port);
    }

    @Test
    void an_event_that_cannot_be_told_is_told_later_and_keeps_nobody_waiting() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        List<String> told = new CopyOnWriteArrayList<>();
        int other = LoopbackPort.anyFree();
        try (LocalS3 slow = LocalS3.start(other, directory.resolve("other"), BUCKET, ACCOUNT, event -> {
            if (open.getCount() > 0) {
                throw new IllegalStateException("nobody there yet");
            }
            told.add(event.key());
        })) {
            try (S3Client writer = LocalS3Client.of(slow.endpoint(), ACCOUNT)) {
                writer.putObject(r -> r.bucket(BUCKET).key("uploads/a.jpg"), RequestBody.fromString("a"));
                writer.putObject(r -> r.bucket(BUCKET).key("uploads/b.jpg"), RequestBody.fromString("b"));
            }
            open.countDown();
            Await.until("both events are told", () -> told.size() == 2);
        }
        assertThat(told).containsExactly("uploads/a.jpg", "uploads/b.jpg");
    }

    private static PutObjectResponse put(String key, String text) {
        return client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    private static String get(String key) {
        return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static List<ObjectEvent> awaitEvents(String key, int count) throws Exception {
        Await.until(count + " events of " + key, () -> eventsOf(key).size() >= count);
        return eventsOf(key);
    }

    private static List<ObjectEvent> eventsOf(String key) {
        return EVENTS.stream().filter(event -> event.key().equals(key)).toList();
    }
}
