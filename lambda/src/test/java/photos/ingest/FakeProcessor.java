package photos.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import photos.job.JobSignature;

/// An HTTP server in the image processor's place that answers as a test says.
final class FakeProcessor implements AutoCloseable {
    /// A request as it came in.
    record Request(String method, String path, String timestamp, String signature, String body) {}

    /// @param retryAfter the header's text; empty for none
    record Answer(int status, String body, String retryAfter) {
        static final Answer READY = ok("{\"state\":\"READY\",\"variants\":[]}");
        static final Answer CONFLICT = new Answer(409, "{}", "");

        static Answer ok(String body) {
            return new Answer(200, body, "");
        }
    }

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /// @param answers by the number of the request, from 1
    FakeProcessor(IntFunction<Answer> answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            requests.add(request(exchange));
            answer(exchange, answers.apply(requests.size()));
        });
        server.start();
    }

    static FakeProcessor answering(Answer answer) {
        return new FakeProcessor(_ -> answer);
    }

    /// One whose answers never come.
    static FakeProcessor silent() {
        CountDownLatch never = new CountDownLatch(1);
        return new FakeProcessor(_ -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answer.READY;
        });
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private static Request request(HttpExchange exchange) throws IOException {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst(JobSignature.TIMESTAMP_HEADER)),
                String.valueOf(exchange.getRequestHeaders().getFirst(JobSignature.SIGNATURE_HEADER)),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        if (!answer.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
