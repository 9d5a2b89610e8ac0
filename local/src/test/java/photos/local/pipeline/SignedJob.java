package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import photos.job.JobRequest;
import photos.job.JobSignature;
import photos.storage.ObjectKey;

/// A job as the Lambda sends it, or nearly.
///
/// @param method that is sent
/// @param path that is sent
record SignedJob(String method, String path, String timestamp, String body, String signature) {
    static SignedJob of(ObjectKey photo, String key, Instant when) {
        String timestamp = Long.toString(when.getEpochSecond());
        String body = new JobRequest(photo).toJson();
        return new SignedJob(
                "POST",
                "/jobs",
                timestamp,
                body,
                JobSignature.sign(key, "POST", "/jobs", timestamp, body.getBytes(UTF_8)));
    }

    SignedJob withMethod(String other) {
        return new SignedJob(other, path, timestamp, body, signature);
    }

    SignedJob withPath(String other) {
        return new SignedJob(method, other, timestamp, body, signature);
    }

    SignedJob withTimestamp(String other) {
        return new SignedJob(method, path, other, body, signature);
    }

    SignedJob withBody(String other) {
        return new SignedJob(method, path, timestamp, other, signature);
    }

    SignedJob withSignature(String other) {
        return new SignedJob(method, path, timestamp, body, other);
    }

    /// @param server its root
    HttpRequest request(URI server) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(80))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!timestamp.isEmpty()) {
            request.header(JobSignature.TIMESTAMP_HEADER, timestamp);
        }
        if (!signature.isEmpty()) {
            request.header(JobSignature.SIGNATURE_HEADER, signature);
        }
        return request.build();
    }
}
