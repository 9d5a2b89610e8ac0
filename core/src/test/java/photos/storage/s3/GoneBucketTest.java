package photos.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.outage.Unavailable;
import photos.storage.Content;
import photos.storage.Generation;
import photos.storage.ObjectKey;
import photos.storage.ObjectMoved;

/// Both an object and a bucket that are gone are a 404.
class GoneBucketTest {
    private static final ObjectKey KEY = new ObjectKey("results/a.jpg/manifest.json");
    private static final Content CONTENT =
            new Content(new Content.Body.Text("{}"), "application/json", Optional.empty(), Map.of());
    private static final Generation GENERATION =
            new Generation.Content("e1", Instant.parse("2026-07-01T12:00:00Z"), 10);

    @TempDir
    private Path directory = Path.of("");

    private AnsweringS3 s3;
    private S3ObjectStore store;
    private String code = "";

    @BeforeEach
    void start() throws IOException {
        s3 = new AnsweringS3(this::answer);
        store = s3.store();
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = ("<Error><Code>" + code + "</Code><Message>not there</Message></Error>").getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void assertOutage(ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOf(Unavailable.class).hasMessageContaining("photos-1");
    }

    @Test
    void a_bucket_that_is_gone_is_an_outage_and_no_answer() {
        code = "NoSuchBucket";
        assertOutage(() -> store.head(KEY));
        assertOutage(() -> store.children("results/a.jpg/"));
        assertOutage(() -> store.read(KEY));
        assertOutage(() -> store.open(KEY));
        assertOutage(() -> store.putIfAbsent(KEY, CONTENT));
        assertOutage(() -> store.putIfMatch(KEY, "e1", CONTENT));
        assertOutage(() -> store.deleteIfMatch(KEY, "e1"));
        assertOutage(() -> store.download(KEY, GENERATION, directory.resolve("file")));
    }

    @Test
    void an_object_that_is_gone_is_not_there() {
        code = "NoSuchKey";
        assertThat(store.read(KEY)).isEmpty();
        assertThat(store.open(KEY)).isEmpty();
        assertThat(store.putIfMatch(KEY, "e1", CONTENT)).isFalse();
        assertThat(store.deleteIfMatch(KEY, "e1")).isTrue();
        assertThatThrownBy(() -> store.download(KEY, GENERATION, directory.resolve("file")))
                .isInstanceOf(ObjectMoved.class);
    }

    @Test
    void what_is_to_be_new_needs_no_object_so_that_no_404_is_an_answer_to_it() {
        code = "NoSuchKey";
        assertOutage(() -> store.putIfAbsent(KEY, CONTENT));
    }
}
