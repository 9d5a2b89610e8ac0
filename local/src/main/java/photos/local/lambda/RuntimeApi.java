package photos.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Lambda Runtime API, version 2018-06-01, for one process: it asks for work, one piece at a time, and answers.
/// A process that has died leaves its connection behind, so the next process gets an API of its own.
final class RuntimeApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeApi.class);
    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final int ANY_PORT = 0;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    /// @param body JSON, what the function gets
    private record Invocation(String id, String body, Instant deadline, CompletableFuture<Outcome> outcome) {}

    private final String functionArn;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore idle = new Semaphore(0);
    private final BlockingQueue<Invocation> next = new LinkedBlockingQueue<>();
    private final AtomicReference<Invocation> running = new AtomicReference<>();
    private final CompletableFuture<Outcome> gone = new CompletableFuture<>();

    private RuntimeApi(String functionArn, HttpServer server) {
        this.functionArn = functionArn;
        this.server = server;
    }

    /// Listens on a free port of 127.0.0.1.
    static RuntimeApi start(String functionArn) {
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ANY_PORT), 0);
            RuntimeApi api = new RuntimeApi(functionArn, server);
            server.createContext(PREFIX, api::handle);
            server.setExecutor(api.threads);
            server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for the Lambda process", e);
        }
    }

    /// Host and port, the value of `AWS_LAMBDA_RUNTIME_API`.
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Waits until the process asks for work.
    boolean awaitIdle(Duration atMost) throws InterruptedException {
        if (idle.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            idle.release();
            return true;
        }
        return false;
    }

    /// Gives the process work and waits for its answer.
    ///
    /// @param timeout how long the function may take, from the moment the process is idle
    /// @param start how long it may take until the process is idle
    Outcome invoke(String body, Duration timeout, Duration start) throws InterruptedException {
        if (!idle.tryAcquire(start.toMillis(), TimeUnit.MILLISECONDS)) {
            return gone.getNow(new Outcome.ProcessDied("it did not ask for work within " + start));
        }
        Invocation invocation = new Invocation(
                UUID.randomUUID().toString(), body, Instant.now().plus(timeout), new CompletableFuture<>());
        running.set(invocation);
        next.add(invocation);
        try {
            return (Outcome)
                    CompletableFuture.anyOf(invocation.outcome(), gone).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return new Outcome.TimedOut(timeout);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is never exceptional", e);
        }
    }

    /// Ends the invocation under way and every later one: the process is no more.
    void processGone(String how) {
        gone.complete(new Outcome.ProcessDied(how));
        idle.drainPermits();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
            if (path.equals("invocation/next")) {
                handOver(exchange);
            } else if (path.equals("init/error")) {
                LOG.warn("the function could not be initialised: {}", body(exchange));
                answer(exchange, ACCEPTED, "{\"status\":\"OK\"}");
            } else if (path.startsWith("invocation/") && path.endsWith("/response")) {
                settle(exchange, path, Outcome.Answered::new);
            } else if (path.startsWith("invocation/") && path.endsWith("/error")) {
                settle(exchange, path, Outcome.FunctionError::new);
            } else {
                answer(exchange, NOT_FOUND, "{\"errorType\":\"NotFound\"}");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOver(HttpExchange exchange) throws IOException, InterruptedException {
        idle.release();
        Invocation invocation = next.take();
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(invocation.deadline().toEpochMilli()));
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000");
        answer(exchange, 200, invocation.body());
    }

    private void settle(HttpExchange exchange, String path, Function<String, Outcome> outcome) throws IOException {
        String id = path.substring("invocation/".length(), path.lastIndexOf('/'));
        String body = body(exchange);
        Invocation invocation = running.get();
        if (invocation == null || !invocation.id().equals(id)) {
            answer(
                    exchange,
                    BAD_REQUEST,
                    "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"Invalid request ID\"}");
            return;
        }
        answer(exchange, ACCEPTED, "{\"status\":\"OK\"}");
        invocation.outcome().complete(outcome.apply(body));
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        processGone("the runtime API was closed");
        server.stop(0);
        threads.shutdownNow();
    }
}
