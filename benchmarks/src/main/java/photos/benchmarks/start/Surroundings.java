package photos.benchmarks.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import photos.json.Json;
import photos.json.MalformedJson;

/// All that one process of the function talks to, answering at once: the Lambda Runtime API (version 2018-06-01), one
/// photo in S3, a DynamoDB table that knows nothing, and an image processor that is always done.
final class Surroundings implements AutoCloseable {
    /// As long as the template lets the function run: it begins no job that it may not live to see the end of.
    private static final long FUNCTION_MILLIS = 100_000;

    private static final String RUNTIME = "/2018-06-01/runtime/invocation/";
    private static final String LAST_MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT";

    /// `#name = :value`, and `#name :value` where a number is added.
    private static final Pattern SET = Pattern.compile("(#\\w+) (?:= )?(:\\w+)");

    /// In seconds: far more than any start takes.
    private static final int PATIENCE = 60;

    private final byte[] photo;
    private final HttpServer server;
    private volatile String item = "{}";
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Long> asked = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<String> events = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);

    private Surroundings(byte[] photo, HttpServer server) {
        this.photo = photo;
        this.server = server;
    }

    static Surroundings start(byte[] photo) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        Surroundings surroundings = new Surroundings(photo, server);
        server.createContext("/", surroundings::handle);
        server.setExecutor(surroundings.threads);
        server.start();
        return surroundings;
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Waits until the process asks for work.
    ///
    /// @return the moment, by [System#nanoTime]
    long awaitQuestion() throws InterruptedException {
        return came("question", asked.poll(PATIENCE, TimeUnit.SECONDS));
    }

    /// Gives the process an event and waits for its answer.
    String invoke(String event) throws InterruptedException {
        events.put(event);
        return came("answer", answers.poll(PATIENCE, TimeUnit.SECONDS));
    }

    private static <T> T came(String what, @Nullable T thing) {
        if (thing == null) {
            throw new IllegalStateException("the function's process sent no " + what + ", see target/lambda-start.log");
        }
        return thing;
    }

    private void handle(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (path.equals(RUNTIME + "next")) {
                asked.put(now);
                exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "1");
                exchange.getResponseHeaders()
                        .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + FUNCTION_MILLIS));
                exchange.getResponseHeaders()
                        .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:1:function:f");
                answer(exchange, 200, "application/json", events.take().getBytes(UTF_8));
            } else if (path.startsWith("/2018-06-01/")) {
                answer(exchange, 202, "application/json", "{\"status\":\"OK\"}".getBytes(UTF_8));
                answers.put(
                        path.endsWith("/response") ? new String(body, UTF_8) : "failed: " + new String(body, UTF_8));
            } else if (exchange.getRequestHeaders().containsKey("X-Amz-Target")) {
                dynamoDb(exchange, new String(body, UTF_8));
            } else if (path.equals("/jobs")) {
                answer(exchange, 200, "application/json", "{\"state\":\"READY\",\"variants\":[]}".getBytes(UTF_8));
            } else {
                s3(exchange);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A table of one item: what the function has written it reads again.
    private void dynamoDb(HttpExchange exchange, String request) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target.endsWith(".UpdateItem")) {
            item = Json.write(Map.of("Item", written(request)));
        }
        String reply = target.endsWith(".GetItem") ? item : "{}";
        answer(exchange, 200, "application/x-amz-json-1.0", reply.getBytes(UTF_8));
    }

    private static Map<String, Object> written(String request) throws IOException {
        try {
            Map<String, Object> update = Json.object(request);
            Map<String, Object> attributes = new HashMap<>();
            ((Map<?, ?>) part(update, "Key")).forEach((name, value) -> attributes.put((String) name, value));
            Map<?, ?> names = (Map<?, ?>) part(update, "ExpressionAttributeNames");
            Map<?, ?> values = (Map<?, ?>) part(update, "ExpressionAttributeValues");
            Matcher sets = SET.matcher(Json.text(update, "UpdateExpression"));
            while (sets.find()) {
                attributes.put((String) part(names, sets.group(1)), part(values, sets.group(2)));
            }
            return attributes;
        } catch (MalformedJson e) {
            throw new IOException("the function wrote what is no JSON: " + request, e);
        }
    }

    private static Object part(Map<?, ?> json, String name) {
        return requireNonNull(json.get(name), name);
    }

    private void s3(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"0123456789abcdef0123456789abcdef\"");
        exchange.getResponseHeaders().set("Last-Modified", LAST_MODIFIED);
        exchange.getResponseHeaders().set("x-amz-version-id", "1");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(photo.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        String[] range = exchange.getRequestHeaders()
                .getFirst("Range")
                .substring("bytes=".length())
                .split("-", 2);
        int from = Integer.parseInt(range[0]);
        int to = Math.min(Integer.parseInt(range[1]) + 1, photo.length);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + photo.length);
        exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
        exchange.sendResponseHeaders(206, to - from);
        exchange.getResponseBody().write(photo, from, to - from);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
