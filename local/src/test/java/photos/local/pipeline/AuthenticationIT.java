package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import photos.ledger.LedgerItem;
import photos.storage.ObjectKey;

/// Only who has the key can submit a job.
@ExtendWith(SharedPipeline.class)
class AuthenticationIT {
    private static final int TRIES = Integer.getInteger("authentication.tries", 10_000);
    private static final int GOOD = 100;
    private static final int THREADS = 8;
    private static final String OLD = "the old key as long as it may be";
    private static final String NEW = "the new key as long as it may be";
    private static final String NOBODYS = "nobody's key as long as it may be";
    private static final ObjectKey PHOTO = new ObjectKey("uploads/authentication/photo.jpg");

    private final TestPipeline pipeline;
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory = Path.of("");

    AuthenticationIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void exactly_the_requests_signed_with_a_key_in_force_are_accepted() throws Exception {
        pipeline.put(PHOTO.value(), Life.jpeg(1));
        pipeline.awaitReady(PHOTO.value());
        LedgerItem before = pipeline.ledger().find(PHOTO).orElseThrow();

        try (ProcessorUnderTest processor = with("before", OLD)) {
            assertThat(statuses(processor, good(OLD))).containsExactly(Map.entry(200, GOOD));
            assertThat(statuses(processor, good(NEW))).containsExactly(Map.entry(401, GOOD));
        }
        try (ProcessorUnderTest processor = with("during the rotation", NEW + "," + OLD)) {
            assertThat(statuses(processor, good(OLD))).containsExactly(Map.entry(200, GOOD));
            assertThat(statuses(processor, good(NEW))).containsExactly(Map.entry(200, GOOD));
            Map<Integer, Integer> refused = statuses(processor, bad());
            System.out.println("authentication: " + TRIES + " tries that should fail, by status: " + refused);
            assertThat(refused.keySet()).isSubsetOf(401, 404);
            assertThat(refused.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(TRIES);
        }
        try (ProcessorUnderTest processor = with("after", NEW)) {
            assertThat(statuses(processor, good(NEW))).containsExactly(Map.entry(200, GOOD));
            assertThat(statuses(processor, good(OLD))).containsExactly(Map.entry(401, GOOD));
        }
        assertThat(pipeline.ledger().find(PHOTO))
                .as("who replays a job within its 300 s changes nothing")
                .contains(before);
    }

    private ProcessorUnderTest with(String name, String keys) throws Exception {
        return ProcessorUnderTest.start(pipeline, directory.resolve(name), Map.of("PHOTOS_JOB_KEYS", keys));
    }

    /// The same job again and again: within the window that is allowed.
    private static List<SignedJob> good(String key) {
        SignedJob job = SignedJob.of(PHOTO, key, Instant.now());
        return Collections.nCopies(GOOD, job);
    }

    private static List<SignedJob> bad() {
        SplittableRandom random = new SplittableRandom(7);
        List<SignedJob> jobs = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            jobs.add(bad(i % 12, random));
        }
        return jobs;
    }

    private static SignedJob bad(int how, SplittableRandom random) {
        Instant now = Instant.now();
        SignedJob good = SignedJob.of(PHOTO, random.nextBoolean() ? OLD : NEW, now);
        String signature = good.signature();
        return switch (how) {
            case 0 -> good.withSignature(hex(random));
            case 1 -> good.withSignature(oneDigitOther(signature, random.nextInt(signature.length()), random));
            case 2 -> good.withSignature(signature.substring(0, random.nextInt(signature.length())));
            case 3 -> good.withSignature(signature + signature.substring(random.nextInt(1, 63)));
            case 4 -> good.withSignature(signature.toUpperCase(Locale.ROOT) + " ");
            case 5 -> SignedJob.of(PHOTO, NOBODYS, now);
            case 6 -> SignedJob.of(PHOTO, NEW, now.minusSeconds(random.nextLong(302, 1_000_000)));
            case 7 -> SignedJob.of(PHOTO, NEW, now.plusSeconds(random.nextLong(400, 1_000_000)));
            case 8 -> good.withTimestamp(Long.toString(now.getEpochSecond() + random.nextInt(1, 300)));
            case 9 -> good.withBody(good.body().replace("photo.jpg", "photo" + random.nextInt() + ".jpg"));
            case 10 -> good.withMethod(random.nextBoolean() ? "PUT" : "DELETE");
            default -> good.withPath(random.nextBoolean() ? "/jobs/" : "/jobs?again=" + random.nextInt());
        };
    }

    private static String hex(SplittableRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String oneDigitOther(String signature, int at, SplittableRandom random) {
        int digit = (Character.digit(signature.charAt(at), 16) + random.nextInt(1, 16)) % 16;
        return signature.substring(0, at) + Character.forDigit(digit, 16) + signature.substring(at + 1);
    }

    private Map<Integer, Integer> statuses(ProcessorUnderTest processor, List<SignedJob> jobs) throws Exception {
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (SignedJob job : jobs) {
                answers.add(threads.submit(
                        () -> http.send(job.request(processor.uri("/")), HttpResponse.BodyHandlers.discarding())
                                .statusCode()));
            }
            for (Future<Integer> answer : answers) {
                statuses.merge(answer.get(), 1, Integer::sum);
            }
        }
        return statuses;
    }
}
