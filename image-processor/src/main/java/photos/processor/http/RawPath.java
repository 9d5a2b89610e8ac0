package photos.processor.http;

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
            return new ObjectKey(keyPrefix + PercentEncoding.decode(raw).substring(route.length()));
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
}
