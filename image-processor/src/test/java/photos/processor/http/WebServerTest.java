package photos.processor.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import spark.Spark;

/// What a client sees of a server that stops.
@Timeout(60)
final class WebServerTest {
    /// More than the buffers of two sockets hold: it is under way until the client has read most of it.
    private static final String LARGE = "#".repeat(20_000_000);

    /// Longer than the second that Jetty leaves a silent connection alone once it was told to stop.
    private static final Duration SILENCE = Duration.ofMillis(1_500);

    /// Of the class, because Spark keeps the routes of the first server that a JVM starts.
    private static CountDownLatch running = new CountDownLatch(0);

    private static CountDownLatch held = new CountDownLatch(0);

    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        running = new CountDownLatch(1);
        held = new CountDownLatch(1);
        server = WebServer.start("127.0.0.1", 0, Duration.ofSeconds(10), () -> {
            Spark.get("/stop/large", (_, _) -> LARGE);
            Spark.get("/stop/error", (_, _) -> {
                throw new StackOverflowError("planted");
            });
            Spark.get("/stop/held", (_, _) -> {
                running.countDown();
                held.await();
                return "done";
            });
        });
    }

    @AfterEach
    void stop() {
        held.countDown();
        http.shutdownNow();
        server.close();
    }

    @Test
    void an_answer_under_way_is_not_cut() throws Exception {
        Thread stopping = Thread.ofVirtual().unstarted(server::close);
        try (Socket slow = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            slow.getOutputStream().write("GET /stop/large HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(UTF_8));
            InputStream answer = slow.getInputStream();
            assertThat(answer.read()).isEqualTo('H');
            stopping.start();
            awaitRefusal();
            LockSupport.parkNanos(SILENCE.toNanos());

            String rest = new String(answer.readAllBytes(), UTF_8);

            assertThat(rest.chars().filter(c -> c == '#').count()).isEqualTo(LARGE.length());
        }
        stopping.join();
    }

    @Test
    void who_asks_meanwhile_is_told_to_come_again() throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(get("/stop/held"), HttpResponse.BodyHandlers.ofString());
        running.await();
        Thread stopping = Thread.ofVirtual().start(server::close);

        HttpResponse<String> late = awaitRefusal();

        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("Connection")).contains("close");
        assertThat(late.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(late.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(late.headers().firstValue("Retry-After").orElse("")).matches("[1-9]\\d*");
        assertThat(late.body()).contains("about to stop");
        held.countDown();
        assertThat(answer.get().body()).isEqualTo("done");
        stopping.join();
    }

    @Test
    void an_error_in_a_route_is_told_without_its_name_and_place() throws Exception {
        HttpResponse<String> answer = http.send(get("/stop/error"), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("a fault of the image processor").doesNotContain("StackOverflow", "planted");
    }

    private HttpResponse<String> awaitRefusal() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(get("/stop/none"), HttpResponse.BodyHandlers.ofString());
        while (answer.statusCode() == 404) {
            answer = http.send(get("/stop/none"), HttpResponse.BodyHandlers.ofString());
        }
        return answer;
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build();
    }
}
