package photos.processor.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import photos.storage.Download;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;
import spark.Request;
import spark.Response;

/// `GET /results/…` and, for the operator, `GET /originals/…`: objects, streamed from S3.
final class ObjectsApi {
    private final ObjectStore store;
    private final Operator operator;

    ObjectsApi(ObjectStore store, Operator operator) {
        this.store = store;
        this.operator = operator;
    }

    Object result(Request request, Response response) throws IOException {
        return stream(RawPath.objectKey(request, "/results/", ObjectKey.RESULTS), response);
    }

    Object original(Request request, Response response) throws IOException {
        operator.require(request, "an original");
        return stream(RawPath.objectKey(request, "/originals/", ObjectKey.UPLOADS), response);
    }

    private Object stream(ObjectKey key, Response response) throws IOException {
        requirePlain(key);
        try (Download download = store.open(key)
                .orElseThrow(() -> new ProblemException(404, "Not found", "the bucket has no object " + key))) {
            response.type(download.mediaType().orElse("application/octet-stream"));
            response.header("Content-Length", Long.toString(download.size()));
            response.header("ETag", "\"" + download.eTag() + "\"");
            response.header("Content-Security-Policy", "sandbox; default-src 'none'");
            download.cacheControl().ifPresent(value -> response.header("Cache-Control", value));
            download.body().transferTo(response.raw().getOutputStream());
            return "";
        }
    }

    /// What resolves `..` on the way to the object would serve an original as a result.
    private static void requirePlain(ObjectKey key) {
        if (Arrays.stream(key.value().split("/", -1)).anyMatch(Set.of(".", "..")::contains)) {
            throw new ProblemException(404, "Not found", "a key with . or .. between slashes is not served: " + key);
        }
    }
}
