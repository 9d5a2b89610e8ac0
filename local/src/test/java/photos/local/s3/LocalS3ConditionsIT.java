package photos.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.local.account.LocalAccount;
import photos.local.port.LoopbackPort;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Writes and deletes with conditions, on which the pipeline's promises stand.
class LocalS3ConditionsIT {
    private static final String BUCKET = "photos-000000000000-eu-central-1";
    private static final LocalAccount ACCOUNT =
            new LocalAccount("eu-central-1", "000000000000", "LOCALKEY", "local-secret");

    private static final int TAKEN = 200;
    private static final int UNKNOWN = 0;

    @TempDir
    private static Path directory;

    private static LocalS3 s3;
    private static S3Client client;

    @BeforeAll
    static void start() throws Exception {
        s3 = LocalS3.start(LoopbackPort.anyFree(), directory, BUCKET, ACCOUNT, _ -> {});
        client = LocalS3Client.of(s3.endpoint(), ACCOUNT);
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        s3.close();
    }

    @Test
    void of_many_writers_of_what_must_be_new_one_wins() throws Exception {
        String key = "results/a/thumb-0123456789.jpg";
        assertOneWins(race(racer -> write(key, r -> r.ifNoneMatch("*"), racer)));
        assertThat(get(key)).startsWith("racer ");
    }

    @Test
    void of_many_writers_who_read_the_same_one_wins() throws Exception {
        String key = "results/raced/manifest.json";
        String eTag = put(key, "{}").eTag();
        assertOneWins(race(racer -> write(key, r -> r.ifMatch(eTag), racer)));
        assertThat(get(key)).startsWith("racer ");
    }

    @RepeatedTest(5)
    void a_conditional_delete_and_a_conditional_write_of_the_same_never_both_win(RepetitionInfo round)
            throws Exception {
        String key = "results/contested/" + round.getCurrentRepetition() + ".json";
        String eTag = put(key, "{}").eTag();
        List<Integer> answers = race(racer -> racer % 2 == 0
                ? () -> client.deleteObject(r -> r.bucket(BUCKET).key(key).ifMatch(eTag))
                : write(key, r -> r.ifMatch(eTag), racer));
        List<Integer> deletes = everySecond(answers, 0);
        List<Integer> writes = everySecond(answers, 1);
        // What is gone already is a delete's success, as on AWS: either all deletes have won, or one write.
        if (status(() -> client.headObject(r -> r.bucket(BUCKET).key(key))) == 200) {
            assertThat(get(key)).startsWith("racer ");
            assertOneWins(writes);
            assertThat(deletes).doesNotContain(TAKEN);
        } else {
            assertThat(deletes).isSubsetOf(TAKEN, UNKNOWN);
            assertThat(writes).doesNotContain(TAKEN);
        }
    }

    private static Callable<?> write(String key, Consumer<PutObjectRequest.Builder> condition, int racer) {
        return () -> client.putObject(
                r -> condition.accept(r.bucket(BUCKET).key(key)), RequestBody.fromString("racer " + racer));
    }

    private static List<Integer> everySecond(List<Integer> answers, int first) {
        return IntStream.range(0, answers.size())
                .filter(racer -> racer % 2 == first)
                .mapToObj(answers::get)
                .toList();
    }

    private static void assertOneWins(List<Integer> answers) {
        assertThat(answers).filteredOn(answer -> answer == TAKEN).hasSizeLessThanOrEqualTo(1);
        assertThat(answers).containsAnyOf(TAKEN, UNKNOWN);
    }

    /// @return what 16 requests of the same moment were answered: taken, a failed condition's status, or unknown where
    /// the connection broke, which says nothing of whether the request was taken
    private static List<Integer> race(IntFunction<Callable<?>> racers) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 16)
                    .mapToObj(racer -> threads.submit(() -> {
                        start.await();
                        return status(racers.apply(racer));
                    }))
                    .toList();
            start.countDown();
        }
        List<Integer> statuses = answers.stream().map(Future::resultNow).toList();
        assertThat(statuses).isSubsetOf(TAKEN, UNKNOWN, 404, 409, 412);
        return statuses;
    }

    private static int status(Callable<?> request) throws Exception {
        try {
            Object _ = request.call();
            return TAKEN;
        } catch (S3Exception e) {
            boolean firstAnswerKnown = Optional.ofNullable(e.numAttempts()).orElse(1) == 1;
            return firstAnswerKnown ? e.statusCode() : UNKNOWN;
        } catch (SdkClientException e) {
            return UNKNOWN;
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
