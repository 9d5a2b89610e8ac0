package photos.processor.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Set;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import photos.outage.Unavailable;
import photos.storage.Download;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;
import spark.Request;
import spark.Response;

/// `GET /results/…` and, for the operator, `GET /originals/…`: objects, streamed from S3.
final class ObjectsApi {
    private static final Logger log = LoggerFactory.getLogger(ObjectsApi.class);
    private static final int PIECE_BYTES = 1 << 14;
    private static final int BREAK_OFF = -1;

    private final ObjectStore store;
    private final Operator operator;

    ObjectsApi(ObjectStore store, Operator operator) {
        this.store = store;
        this.operator = operator;
    }

    Object result(Request request, Response response) throws IOException {
        return stream(RawPath.objectKey(request, "/results/", ObjectKey.RESULTS), request, response);
    }

    Object original(Request request, Response response) throws IOException {
        operator.require(request, "an original");
        return stream(RawPath.objectKey(request, "/originals/", ObjectKey.UPLOADS), request, response);
    }

    private Object stream(ObjectKey key, Request request, Response response) throws IOException {
        requirePlain(key);
        try (Download download = store.open(key)
                .orElseThrow(() -> new ProblemException(404, "Not found", "the bucket has no object " + key))) {
            response.type(download.mediaType().orElse("application/octet-stream"));
            response.header("Content-Length", Long.toString(download.size()));
            response.header("ETag", "\"" + download.eTag() + "\"");
            response.header("Content-Security-Policy", "sandbox; default-src 'none'");
            download.cacheControl().ifPresent(value -> response.header("Cache-Control", value));
            if (!request.requestMethod().equals("HEAD")) {
                copy(download.body(), response.raw(), key);
            }
            return "";
        }
    }

    private static void copy(InputStream body, HttpServletResponse response, ObjectKey key) throws IOException {
        OutputStream out = response.getOutputStream();
        byte[] piece = new byte[PIECE_BYTES];
        for (int count = next(body, piece, response, key); count >= 0; count = next(body, piece, response, key)) {
            try {
                out.write(piece, 0, count);
            } catch (IOException e) {
                log.atDebug().setCause(e).log("whoever asked for {} has gone", key);
                return;
            }
        }
    }

    /// @return how many bytes there are, -1 at the end
    private static int next(InputStream body, byte[] piece, HttpServletResponse response, ObjectKey key)
            throws IOException {
        try {
            return body.read(piece);
        } catch (IOException | RuntimeException e) { // unchecked are those of S3's client
            if (response.isCommitted()) {
                log.atWarn().log("S3 broke off within {}: {}", key, e.getMessage());
                // The only way left to say that it is not whole: Jetty breaks off the connection.
                response.sendError(BREAK_OFF);
                return -1;
            }
            response.reset();
            throw new Unavailable("S3 broke off within " + key, e);
        }
    }

    /// What resolves `..` on the way to the object would serve an original as a result.
    private static void requirePlain(ObjectKey key) {
        if (Arrays.stream(key.value().split("/", -1)).anyMatch(Set.of(".", "..")::contains)) {
            throw new ProblemException(404, "Not found", "a key with . or .. between slashes is not served: " + key);
        }
    }
}
