package photos.processor.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import javax.servlet.ServletRequest;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import photos.storage.ObjectKey;
import spark.Request;

/// Object keys in paths: percent-encoded UTF-8, everything else as it stands; a plus is a plus.
final class RawPath {
    private RawPath() {}

    /// The key made of a prefix and what follows a route.
    ///
    /// @param route such as `/photos/`
    /// @param keyPrefix such as `uploads/`; empty if the path holds the whole key
    static ObjectKey objectKey(Request request, String route, String keyPrefix) {
        String raw = requestUri(request.raw());
        try {
            return new ObjectKey(keyPrefix + decode(raw).substring(route.length()));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "No object key", e.getMessage() + ", in the path " + raw);
        }
    }

    /// As it was sent: Spark's filter wraps the request in one whose path is decoded already, and a key that holds
    /// `%25` would be decoded twice.
    private static String requestUri(ServletRequest request) {
        return switch (request) {
            case HttpServletRequestWrapper wrapper -> requestUri(wrapper.getRequest());
            case HttpServletRequest sent -> sent.getRequestURI();
            default -> throw new IllegalStateException("no HTTP request: " + request);
        };
    }

    private static String decode(String raw) {
        byte[] in = raw.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(in[i]);
            } else if (i + 2 < in.length
                    && Character.digit(in[i + 1], 16) >= 0
                    && Character.digit(in[i + 2], 16) >= 0) {
                out.write(Character.digit(in[i + 1], 16) * 16 + Character.digit(in[i + 2], 16));
                i += 2;
            } else {
                throw new IllegalArgumentException("a % must be followed by two hex digits");
            }
        }
        return out.toString(UTF_8);
    }
}
