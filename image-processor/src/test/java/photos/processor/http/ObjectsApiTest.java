package photos.processor.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.outage.Unavailable;
import photos.storage.Download;
import photos.storage.ObjectStore;
import spark.Spark;

/// Objects whose bucket fails while they are read.
final class ObjectsApiTest {
    private static final int SIZE = 1_000_000;

    /// Of the class, because Spark keeps the routes of the first server that a JVM starts.
    private static InputStream body = InputStream.nullInputStream();
    private static Optional<Unavailable> outage = Optional.empty();

    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        ObjectStore store = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (_, _, _) -> Optional.of(object()));
        ObjectsApi objects = new ObjectsApi(store, new Operator("token"));
        server = WebServer.start("127.0.0.1", 0, Duration.ofSeconds(5), () -> {
            Spark.get("/results/*", objects::result);
            Spark.head("/results/*", objects::result);
            Problems.install();
        });
    }

    private Download object() {
        outage.ifPresent(unavailable -> {
            throw unavailable;
        });
        return new Download(
                body, SIZE, Optional.of("image/jpeg"), Optional.of("immutable"), Map.of(), Map.of(), "0123");
    }

    @AfterEach
    void stop() {
        server.close();
        outage = Optional.empty();
    }

    @Test
    void a_bucket_that_breaks_off_before_anything_was_sent_is_unavailable() throws IOException {
        body = new Broken(0);
        assertThat(answer("GET"))
                .startsWith("HTTP/1.1 503 ")
                .contains("Retry-After: ", "application/problem+json", "S3 broke off")
                .doesNotContain("immutable", "0123", "Content-Length: " + SIZE);
    }

    /// RFC 9110, 10.2.3: whole seconds.
    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1", "12001, 13", "12999, 13"})
    void nobody_is_told_to_come_again_too_early(long milliseconds, int seconds) throws IOException {
        outage = Optional.of(new Unavailable("asked too often", Duration.ofMillis(milliseconds)));
        assertThat(answer("GET")).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: " + seconds + "\r\n");
    }

    @Test
    void an_object_that_breaks_off_later_does_not_pass_for_whole() throws IOException {
        body = new Broken(SIZE / 2);
        String answer = answer("GET");
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("Content-Length: " + SIZE);
        assertThat(answer).hasSizeLessThan(SIZE);
    }

    @Test
    void of_an_object_its_head_is_told_without_reading_it() throws IOException {
        body = new Broken(0);
        assertThat(answer("HEAD")).startsWith("HTTP/1.1 200 ").contains("Content-Length: " + SIZE, "immutable");
    }

    private String answer(String method) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            socket.getOutputStream()
                    .write((method + " /results/a.jpg/x.jpg HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
                            .getBytes(UTF_8));
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] piece = new byte[1 << 16];
            try {
                for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                    answer.append(new String(piece, 0, count, UTF_8));
                }
            } catch (IOException e) {
                // The server broke off, as it should.
            }
            return answer.toString();
        }
    }

    /// Gives so many bytes and then fails.
    private static final class Broken extends InputStream {
        private int left;

        private Broken(int left) {
            this.left = left;
        }

        @Override
        public int read() {
            throw new AssertionError("read in pieces");
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (left == 0) {
                throw new IOException("connection reset");
            }
            int given = Math.min(left, count);
            left -= given;
            return given;
        }
    }
}
