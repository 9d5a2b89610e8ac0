package photos.local.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Stands before S3 or DynamoDB and passes every request on, unless the weather is bad. What it passes on it does not
/// change by a byte.
public final class FaultyProxy implements AutoCloseable {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final int PIECES = 20;
    private static final Duration PIECE = Duration.ofMillis(50);

    /// Longer than any program of ours waits for S3 (25 s) or DynamoDB (20 s).
    private static final Duration HANG = Duration.ofSeconds(30);

    private final ServerSocket listening;
    private final int target;
    private final Dialect dialect;
    private final Weather weather;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private FaultyProxy(ServerSocket listening, int target, Dialect dialect, Weather weather) {
        this.listening = listening;
        this.target = target;
        this.dialect = dialect;
        this.weather = weather;
    }

    /// Listens on a free port of 127.0.0.1.
    ///
    /// @param target the port of the part behind it
    public static FaultyProxy start(int target, Dialect dialect, Weather weather) {
        try {
            ServerSocket listening = new ServerSocket();
            listening.bind(new InetSocketAddress(HERE, 0), 200);
            FaultyProxy proxy = new FaultyProxy(listening, target, dialect, weather);
            Thread.ofVirtual().name("proxy-" + target).start(proxy::listen);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no proxy before port " + target, e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket caller = listening.accept();
                open.add(caller);
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException _) {
                // closed, or a caller that was killed as it knocked
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            InputStream in = new BufferedInputStream(caller.getInputStream());
            boolean going = true;
            while (going) {
                Optional<String> head = HttpMessage.head(in);
                going = head.isPresent() && exchange(caller, head.get(), in);
            }
        } catch (IOException _) {
            // Killed callers and resets are what this is about.
        } finally {
            open.remove(caller);
        }
    }

    /// @return whether the connection can be used again
    private boolean exchange(Socket caller, String originalHead, InputStream in) throws IOException {
        String head = originalHead;
        OutputStream out = caller.getOutputStream();
        if (HttpMessage.header(head, "expect").isPresent()) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(UTF_8));
            head = head.replaceAll("(?im)^expect:.*\r\n", "");
        }
        HttpMessage request = HttpMessage.request(head, in);
        return switch (weather.next()) {
            case NONE -> answer(out, request, passOn(request));
            case SERVER_ERROR -> answer(out, request, dialect.serverError());
            case THROTTLED -> answer(out, request, dialect.throttled());
            case RESET -> reset(caller);
            case HANG -> hang(caller, in);
            case ANSWER_LOST -> {
                passOn(request);
                yield reset(caller);
            }
            case ANSWER_CUT -> {
                HttpMessage answer = passOn(request);
                out.write(answer.headBytes());
                out.write(answer.body(), 0, answer.body().length / 2);
                out.flush();
                yield reset(caller);
            }
            case ANSWER_SLOW -> {
                HttpMessage answer = passOn(request);
                drip(out, answer);
                yield true;
            }
        };
    }

    private HttpMessage passOn(HttpMessage request) throws IOException {
        try (Socket part = new Socket(HERE, target)) {
            OutputStream out = part.getOutputStream();
            out.write(request.headBytes());
            out.write(request.body());
            out.flush();
            return HttpMessage.answer(request.head(), new BufferedInputStream(part.getInputStream()));
        }
    }

    private static boolean answer(OutputStream out, HttpMessage request, HttpMessage answer) throws IOException {
        out.write(answer.headBytes());
        out.write(request.head().startsWith("HEAD ") ? new byte[0] : answer.body());
        out.flush();
        return HttpMessage.header(answer.head(), "connection")
                .filter("close"::equalsIgnoreCase)
                .isEmpty();
    }

    private static boolean reset(Socket caller) throws IOException {
        caller.setSoLinger(true, 0);
        caller.close();
        return false;
    }

    /// Until the caller is gone or has lost patience.
    private static boolean hang(Socket caller, InputStream in) throws IOException {
        caller.setSoTimeout(Math.toIntExact(HANG.toMillis()));
        try {
            int _ = in.read();
        } catch (SocketTimeoutException _) {
            // it never lost patience
        }
        return reset(caller);
    }

    private static void drip(OutputStream out, HttpMessage answer) throws IOException {
        out.write(answer.headBytes());
        int piece = Math.max(1, answer.body().length / PIECES);
        for (int sent = 0; sent < answer.body().length; sent += piece) {
            out.write(answer.body(), sent, Math.min(piece, answer.body().length - sent));
            out.flush();
            LockSupport.parkNanos(PIECE.toNanos());
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket caller : open) {
            caller.close();
        }
    }
}
