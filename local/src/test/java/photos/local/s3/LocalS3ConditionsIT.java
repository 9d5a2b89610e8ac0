package photos.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.local.account.LocalAccount;
import photos.local.port.LoopbackPort;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Writes and deletes with conditions, on which the pipeline's promises stand.
class LocalS3ConditionsIT {
    private static final String BUCKET = "photos-000000000000-eu-central-1";
    private static final LocalAccount ACCOUNT =
            new LocalAccount("eu-central-1", "000000000000", "LOCALKEY", "local-secret");

    @TempDir
    private static Path directory;

    private static LocalS3 s3;
    private static S3Client client;

    @BeforeAll
    static void start() throws Exception {
        s3 = LocalS3.start(LoopbackPort.anyFree(), directory, BUCKET, ACCOUNT, _ -> {});
        client = client(s3.endpoint(), ACCOUNT.secretKey());
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        s3.close();
    }

    private static S3Client client(URI endpoint, String secret) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT.accessKey(), secret)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Test
    void of_many_writers_of_what_must_be_new_one_wins() throws Exception {
        assertThat(race(() -> client.putObject(
                        r -> r.bucket(BUCKET)
                                .key("results/a/thumb-0123456789.jpg")
                                .ifNoneMatch("*"),
                        RequestBody.fromString("x"))))
                .isEqualTo(1);
    }

    @Test
    void of_many_writers_who_read_the_same_one_wins() throws Exception {
        String eTag = put("results/raced/manifest.json", "{}").eTag();
        assertThat(race(() -> client.putObject(
                        r -> r.bucket(BUCKET).key("results/raced/manifest.json").ifMatch(eTag),
                        RequestBody.fromString(
                                "{\"racer\":" + Thread.currentThread().threadId() + "}"))))
                .isEqualTo(1);
    }

    @RepeatedTest(5)
    void a_conditional_delete_and_a_conditional_write_of_the_same_never_both_win(RepetitionInfo round)
            throws Exception {
        String key = "results/contested/" + round.getCurrentRepetition() + ".json";
        String eTag = put(key, "{}").eTag();
        AtomicInteger racer = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        long won = race(() -> {
            if (racer.incrementAndGet() % 2 == 0) {
                return client.deleteObject(r -> r.bucket(BUCKET).key(key).ifMatch(eTag));
            }
            PutObjectResponse put =
                    client.putObject(r -> r.bucket(BUCKET).key(key).ifMatch(eTag), RequestBody.fromString("{\"a\":1}"));
            written.incrementAndGet();
            return put;
        });
        // What is gone already is a delete's success, as on AWS: either all deletes have won, or one write.
        assertThat(List.of(written.get(), won)).isIn(List.of(1, 1L), List.of(0, 8L));
    }

    /// How many of the racers' writes were taken; the others must have met a failed condition.
    private static long race(Callable<?> write) throws Exception {
        int racers = 16;
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = IntStream.range(0, racers)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return status(write);
                    }))
                    .toList();
            start.countDown();
            long won = 0;
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(200, 404, 409, 412);
                won += answer.get() == 200 ? 1 : 0;
            }
            return won;
        }
    }

    private static int status(Callable<?> request) throws Exception {
        try {
            Object _ = request.call();
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    @Test
    void a_delete_can_be_conditional() throws Exception {
        String eTag = put("results/a/manifest.json", "{}").eTag();
        assertThat(status(() -> client.deleteObject(r -> r.bucket(BUCKET)
                        .key("results/a/manifest.json")
                        .ifMatch("\"00000000000000000000000000000000\""))))
                .isEqualTo(412);
        assertThat(get("results/a/manifest.json")).isEqualTo("{}");
        assertThat(status(() -> client.deleteObject(
                        r -> r.bucket(BUCKET).key("results/a/manifest.json").ifMatch(eTag))))
                .isEqualTo(200);
        assertThat(status(() -> client.headObject(r -> r.bucket(BUCKET).key("results/a/manifest.json"))))
                .isEqualTo(404);
    }

    @Test
    void a_wrong_checksum_is_refused_and_a_right_one_kept() throws Exception {
        String right = sha256("picture");
        String wrong = sha256("other");
        client.putObject(
                r -> r.bucket(BUCKET).key("results/right.jpg").checksumSHA256(right),
                RequestBody.fromString("picture"));
        assertThat(client.headObject(
                                r -> r.bucket(BUCKET).key("results/right.jpg").checksumMode("ENABLED"))
                        .checksumSHA256())
                .isEqualTo(right);
        assertThat(status(() -> client.putObject(
                        r -> r.bucket(BUCKET).key("results/wrong.jpg").checksumSHA256(wrong),
                        RequestBody.fromString("picture"))))
                .isEqualTo(400);
        assertThat(status(() -> client.headObject(r -> r.bucket(BUCKET).key("results/wrong.jpg"))))
                .isEqualTo(404);
    }

    private static PutObjectResponse put(String key, String text) {
        return client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    private static String get(String key) {
        return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static String sha256(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
