package photos.processor.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spark.Spark;

class RawPathTest {
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = WebServer.start(
                "127.0.0.1",
                0,
                Duration.ofSeconds(5),
                () -> Spark.get(
                        "/photos/*",
                        (request, _) ->
                                RawPath.objectKey(request, "/photos/", "").value()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/photos/uploads/100%2525%20%231.JPG, uploads/100%25 #1.JPG",
        "/photos/uploads/%252F, uploads/%2F",
        "/photos/uploads%2Fa+b%2B.jpg, uploads/a+b+.jpg",
        "/photos/uploads/%E6%9D%B1%E4%BA%AC/%F0%9F%8C%B5, uploads/東京/🌵",
        "/photos/uploads/a;b=c/../d//e, uploads/a;b=c/../d//e",
        "/%70hotos/uploads/a.jpg, uploads/a.jpg"
    })
    void a_path_is_decoded_once(String path, String key) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains(key);
        }
    }
}
