package photos.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
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

/// Hands jobs to the image processor over HTTP, signed. By the plain client of the JDK, which the AWS SDK here uses
/// too: the newer one would cost a third of a second at the first job.
final class JobClient implements JobSender {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

    /// Of an answer; this project's processor stays far below.
    private static final int MAX_BYTES = 1024 * 1024;

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

    /// Nothing comes back of a 409.
    @Override
    public Optional<State> submit(ObjectKey objectKey, TimeLeft time) {
        time.requireFor(timeout);
        Response response = post(new JobRequest(objectKey).toJson());
        return switch (response.status()) {
            case 200 -> Optional.of(settled(objectKey, response.body()));
            case 409 -> Optional.empty();
            case 503 -> throw new Unavailable("the image processor is busy: " + response.body(), retryAfter(response));
            default ->
                throw new Unavailable("the image processor answered " + response.status() + " to the job for "
                        + objectKey + ": " + response.body());
        };
    }

    private record Response(int status, String body, Optional<String> retryAfter) {}

    private Response post(String body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        byte[] bytes = body.getBytes(UTF_8);
        try {
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setRequestProperty(JobSignature.TIMESTAMP_HEADER, timestamp);
            connection.setRequestProperty(
                    JobSignature.SIGNATURE_HEADER,
                    JobSignature.sign(key, "POST", endpoint.getPath(), timestamp, bytes));
            // With a known length this client never repeats a POST on its own.
            connection.setFixedLengthStreamingMode(bytes.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(bytes);
            }
            try {
                return answer(connection);
            } finally {
                // Lambda freezes between events: a connection kept for the next may be dead without anybody noticing.
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new Unavailable("the image processor at " + endpoint + " does not answer: " + e, e);
        }
    }

    private static Response answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            // An error without a body has no stream.
            String body = in == null ? "" : new String(in.readNBytes(MAX_BYTES), UTF_8);
            return new Response(status, body, Optional.ofNullable(connection.getHeaderField("Retry-After")));
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
            throw new Unavailable(
                    "the image processor gave no valid answer to the job for " + objectKey + ": " + body, e);
        }
    }

    /// RFC 9110, 10.2.3, in seconds; this project's processor sends no dates.
    private static Duration retryAfter(Response response) {
        return response.retryAfter()
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
    }
}
