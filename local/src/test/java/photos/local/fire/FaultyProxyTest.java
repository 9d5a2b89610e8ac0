package photos.local.fire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyProxyTest {
    private static final String BODY = "what was said ".repeat(10_000);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer part;

    @BeforeEach
    void start() throws IOException {
        part = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        part.createContext("/", this::echo);
        part.start();
    }

    @AfterEach
    void stop() {
        http.close();
        part.stop(0);
    }

    private void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host"));
            byte[] answer = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("X-Length", Integer.toString(answer.length));
            boolean chunked = exchange.getRequestURI().getPath().contains("chunked");
            exchange.sendResponseHeaders(200, chunked ? 0 : answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private FaultyProxy proxy(Fault fault) {
        return FaultyProxy.start(part.getAddress().getPort(), Dialect.S3, Weather.always(fault));
    }

    private HttpResponse<String> post(FaultyProxy proxy, String path, HttpRequest.BodyPublisher body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(proxy.address().resolve(path))
                        .POST(body)
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "ANSWER_SLOW"})
    void what_is_passed_on_is_not_changed(Fault fault) throws Exception {
        try (FaultyProxy proxy = proxy(fault)) {
            for (String path : List.of("/a%20b+c?x=%2F", "/chunked")) {
                assertThat(post(proxy, path, HttpRequest.BodyPublishers.ofString(BODY))
                                .body())
                        .isEqualTo(BODY);
            }
            assertThat(post(
                                    proxy,
                                    "/",
                                    HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(BODY)))
                            .body())
                    .as("sent in chunks")
                    .isEqualTo(BODY);
            assertThat(post(proxy, "/nothing", HttpRequest.BodyPublishers.noBody())
                            .body())
                    .isEmpty();
            assertThat(heard.getFirst())
                    .isEqualTo("POST /a%20b+c?x=%2F " + proxy.address().getAuthority());
        }
    }

    @Test
    void an_answer_that_is_lost_was_given() throws Exception {
        try (FaultyProxy proxy = proxy(Fault.ANSWER_LOST)) {
            assertThatThrownBy(() -> post(proxy, "/", HttpRequest.BodyPublishers.ofString(BODY)))
                    .isInstanceOf(IOException.class);
            assertThat(heard).isNotEmpty();
        }
    }

    @Test
    void an_answer_that_is_cut_does_not_look_whole() throws Exception {
        try (FaultyProxy proxy = proxy(Fault.ANSWER_CUT)) {
            assertThatThrownBy(() -> post(proxy, "/", HttpRequest.BodyPublishers.ofString(BODY)))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "THROTTLED", "RESET"})
    void a_request_that_is_refused_never_arrived(Fault fault) throws Exception {
        try (FaultyProxy proxy = proxy(fault)) {
            if (fault == Fault.RESET) {
                assertThatThrownBy(() -> post(proxy, "/", HttpRequest.BodyPublishers.ofString(BODY)))
                        .isInstanceOf(IOException.class);
            } else {
                assertThat(post(proxy, "/", HttpRequest.BodyPublishers.ofString(BODY))
                                .statusCode())
                        .isGreaterThanOrEqualTo(500);
            }
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void weather_is_drawn_from_its_seed_and_clears_when_it_is_told_to() {
        Map<Fault, Double> shares = Map.of(Fault.RESET, 0.3, Fault.THROTTLED, 0.2);
        Weather one = Weather.of(5, shares);
        Weather other = Weather.of(5, shares);
        for (int i = 0; i < 1000; i++) {
            assertThat(one.next()).isEqualTo(other.next());
        }
        assertThat(one.requests()).isEqualTo(1000);
        assertThat(one.count(Fault.RESET)).isBetween(250L, 350L);
        one.clear();
        assertThat(one.next()).isEqualTo(Fault.NONE);
        assertThat(one.requests()).isEqualTo(1000);
    }

    @Test
    void as_many_requests_hang_as_were_asked_for_and_no_more() {
        Weather weather = Weather.of(5, Map.of(Fault.RESET, 0.3)).hanging(10, 3);
        for (int i = 0; i < 60; i++) {
            weather.next();
        }
        assertThat(weather.count(Fault.HANG)).isEqualTo(3);
    }
}
