package photos.processor.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import photos.job.JobRequest;
import photos.job.JobSignature;
import photos.json.MalformedJson;
import photos.processor.job.Jobs;
import photos.processor.job.OriginalMoved;
import photos.storage.ObjectKey;
import spark.Request;
import spark.Response;

/// `POST /jobs`: only what is signed, small, and about an original.
final class JobsApi {
    private final Jobs jobs;
    private final List<String> keys;
    private final Clock clock;

    JobsApi(Jobs jobs, List<String> keys, Clock clock) {
        this.jobs = jobs;
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    Object run(Request request, Response response) throws MalformedJson, OriginalMoved {
        byte[] body = body(request);
        authenticate(request, body);
        ObjectKey key = objectKey(new String(body, UTF_8));
        response.type("application/json");
        return jobs.run(key).toJson();
    }

    /// Never reads more than a job may have, whatever the request declares.
    private static byte[] body(Request request) {
        byte[] body = Framing.body(request, JobRequest.MAX_BYTES + 1);
        if (body.length > JobRequest.MAX_BYTES) {
            throw new ProblemException(413, "Body too large", "a job has at most " + JobRequest.MAX_BYTES + " bytes");
        }
        return body;
    }

    private void authenticate(Request request, byte[] body) {
        Optional<String> timestamp = Optional.ofNullable(request.headers(JobSignature.TIMESTAMP_HEADER));
        Optional<String> signature = Optional.ofNullable(request.headers(JobSignature.SIGNATURE_HEADER));
        boolean signed = JobSignature.verify(
                keys,
                request.requestMethod(),
                pathAndQuery(request),
                timestamp.orElse(""),
                body,
                signature.orElse(""),
                clock.instant());
        if (!signed) {
            throw new ProblemException(
                    401,
                    "Not signed",
                    "expected " + JobSignature.TIMESTAMP_HEADER + " and " + JobSignature.SIGNATURE_HEADER
                            + " of a job signed less than " + JobSignature.WINDOW.toSeconds() + " s ago");
        }
    }

    /// A query belongs to what is signed, although no job has one.
    private static String pathAndQuery(Request request) {
        String path = request.raw().getRequestURI();
        return request.queryString() == null ? path : path + "?" + request.queryString();
    }

    private static ObjectKey objectKey(String body) throws MalformedJson {
        try {
            ObjectKey key = JobRequest.parse(body).objectKey();
            if (key.isOriginal()) {
                return key;
            }
            throw new ProblemException(
                    400, "No original", "expected a key under " + ObjectKey.UPLOADS + ", got: " + key);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "No object key", String.valueOf(e.getMessage()));
        }
    }
}
