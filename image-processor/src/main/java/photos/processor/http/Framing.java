package photos.processor.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee8.nested.HttpChannel;
import spark.Request;
import spark.Response;

/// Where a request and its answer end on their connection (RFC 9112, sections 6 and 9). Spark cares for neither.
final class Framing {
    /// In bytes. A longer rest of a request costs its connection instead of the time to read it.
    private static final long MAX_REST = 1 << 20;

    /// For the next bytes of a rest that nobody waits for.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Framing() {}

    /// The request's body, whatever length it declares.
    ///
    /// @param most how many bytes are read of a longer one
    /// @throws ProblemException 400 if it breaks off or is malformed
    static byte[] body(Request request, int most) {
        try {
            return request.raw().getInputStream().readNBytes(most);
        } catch (IOException | RuntimeException _) { // unchecked are the server's, of a malformed chunk
            throw new ProblemException(400, "Body broken off", "the body of the request could not be read to its end");
        }
    }

    /// After an answer was found and, unless it is streamed, before it is sent. What is streamed has no body here.
    static void complete(Request request, Response response) {
        if (!readRest(request.raw())) {
            response.header("Connection", "close");
        }
        if (response.body() != null) {
            declareLength(response, response.body());
        }
    }

    /// A known length lets the whole answer leave at once, and lets a client see when one is cut off.
    static void declareLength(Response response, String body) {
        response.header("Content-Length", Integer.toString(body.getBytes(UTF_8).length));
    }

    /// What a route had no use for is read, too. The server closes a connection with an unread request on it, and
    /// with it goes what the client asked next. Who waits for a `100 Continue` (RFC 9110, 10.1.1) may not have sent
    /// the body yet, and is not told to.
    ///
    /// @return whether the next request can follow on this connection
    private static boolean readRest(HttpServletRequest request) {
        boolean declared = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (!declared) {
            return true;
        }
        if (request.getContentLengthLong() > MAX_REST || request.getHeader("Expect") != null) {
            return false;
        }
        try {
            ServletInputStream body = request.getInputStream();
            return body.isFinished() || endsSoon(request, body);
        } catch (IOException | RuntimeException _) { // unchecked are the server's, of a malformed chunk
            return false;
        }
    }

    private static boolean endsSoon(HttpServletRequest request, ServletInputStream body) throws IOException {
        HttpChannel channel =
                org.eclipse.jetty.ee8.nested.Request.getBaseRequest(request).getHttpChannel();
        long usual = channel.getIdleTimeout();
        channel.setIdleTimeout(PATIENCE.toMillis());
        try {
            return body.skip(MAX_REST) < MAX_REST || body.read() < 0;
        } finally {
            channel.setIdleTimeout(usual);
        }
    }
}
