package photos.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import photos.job.JobAnswer;
import photos.job.JobRequest;
import photos.job.JobSignature;
import photos.json.MalformedJson;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.storage.ObjectKey;

/// Hands jobs to the image processor over HTTP, signed.
final class JobClient {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final URI endpoint;
    private final String key;
    private final Duration timeout;
    private final Clock clock;

    JobClient(URI processor, String key, Duration timeout, Clock clock) {
        this.endpoint = processor.resolve(JobRequest.PATH);
        this.key = key;
        this.timeout = timeout;
        this.clock = clock;
    }

    /// Has a job done.
    ///
    /// @return the state the photo ended in, or nothing if the ledger has to be looked at again (409)
    /// @throws Unavailable if the image processor is absent, busy, or not done
    Optional<State> submit(ObjectKey objectKey) {
        HttpResponse<String> response = post(new JobRequest(objectKey).toJson());
        return switch (response.statusCode()) {
            case 200 -> Optional.of(settled(objectKey, response.body()));
            case 409 -> Optional.empty();
            case 503 -> throw new Unavailable("the image processor is busy: " + response.body(), retryAfter(response));
            default ->
                throw new Unavailable("the image processor answered " + response.statusCode() + " to the job for "
                        + objectKey + ": " + response.body());
        };
    }

    private HttpResponse<String> post(String body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        byte[] bytes = body.getBytes(UTF_8);
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header(JobSignature.TIMESTAMP_HEADER, timestamp)
                .header(
                        JobSignature.SIGNATURE_HEADER,
                        JobSignature.sign(key, "POST", endpoint.getPath(), timestamp, bytes))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unavailable("the image processor at " + endpoint + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting for the image processor", e);
        }
    }

    private static State settled(ObjectKey objectKey, String body) {
        try {
            State state = JobAnswer.stateOf(body);
            if (state == State.PENDING) {
                throw new Unavailable("the image processor left " + objectKey + " pending");
            }
            return state;
        } catch (MalformedJson | IllegalArgumentException e) {
            throw new Unavailable("the image processor's answer to the job for " + objectKey + " is none: " + body, e);
        }
    }

    /// RFC 9110, 10.2.3, in seconds; this project's processor sends no dates.
    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
    }
}
