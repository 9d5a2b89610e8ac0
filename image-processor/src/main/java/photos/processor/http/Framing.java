package photos.processor.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import javax.servlet.http.HttpServletRequest;
import spark.Request;
import spark.Response;

/// Where a request and its answer end on their connection (RFC 9112, sections 6 and 9), which Spark leaves open.
final class Framing {
    /// In bytes. A longer rest of a request costs its connection instead of the time to read it.
    private static final long MAX_REST = 1 << 20;

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

    /// After an answer was found and before it is sent.
    static void complete(Request request, Response response) {
        if (!isRead(request.raw())) {
            response.header("Connection", "close");
        }
        if (response.body() != null) {
            declare(response, response.body());
        }
    }

    /// A known length lets the whole answer leave at once, and lets a client see when one is cut off.
    static void declare(Response response, String body) {
        response.header("Content-Length", Integer.toString(body.getBytes(UTF_8).length));
    }

    /// What a route had no use for is read, too. The server closes a connection with an unread request on it, and with
    /// it goes what the client asked next.
    private static boolean isRead(HttpServletRequest request) {
        if (request.getContentLengthLong() > MAX_REST) {
            return false;
        }
        try {
            InputStream body = request.getInputStream();
            return body.skip(MAX_REST) < MAX_REST || body.read() < 0;
        } catch (IOException | RuntimeException _) { // unchecked are the server's, of a malformed chunk
            return false;
        }
    }
}
