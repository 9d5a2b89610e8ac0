package photos.ingest;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// The Lambda's settings, from its environment.
///
/// @param bucket the photo bucket
/// @param table the ledger's table
/// @param queueUrl the queue that the hints come from
/// @param processor where the image processor answers, such as `http://10.0.0.7:8080`
/// @param jobKey what jobs are signed with
/// @param httpTimeout how long to wait for the image processor's answer
/// @param longestRest how long a hint rests at most that failed again and again
record IngestSettings(
        String bucket,
        String table,
        String queueUrl,
        URI processor,
        String jobKey,
        Duration httpTimeout,
        Duration longestRest) {
    private static final String LONGEST_REST = "PHOTOS_LONGEST_REST_SECONDS";
    private static final String QUARTER_OF_AN_HOUR = "900";

    /// @throws IllegalArgumentException naming the variable that is missing or wrong
    static IngestSettings from(Map<String, String> environment) {
        return new IngestSettings(
                value(environment, "PHOTOS_BUCKET"),
                value(environment, "PHOTOS_TABLE"),
                value(environment, "PHOTOS_QUEUE_URL"),
                uri(environment, "PHOTOS_PROCESSOR_URL"),
                value(environment, "PHOTOS_JOB_KEY"),
                seconds("PHOTOS_HTTP_TIMEOUT_SECONDS", value(environment, "PHOTOS_HTTP_TIMEOUT_SECONDS")),
                seconds(LONGEST_REST, environment.getOrDefault(LONGEST_REST, QUARTER_OF_AN_HOUR)));
    }

    /// Without the key.
    @Override
    public String toString() {
        return "bucket " + bucket + ", table " + table + ", queue " + queueUrl + ", image processor " + processor;
    }

    private static String value(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }

    private static URI uri(Map<String, String> environment, String name) {
        String value = value(environment, name);
        if (!value.matches("https?://[^/]+/?")) {
            throw new IllegalArgumentException(name + " is \"" + value + "\", expected http://HOST:PORT");
        }
        return URI.create(value);
    }

    private static Duration seconds(String name, String value) {
        if (!value.matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException(name + " is \"" + value + "\", expected whole seconds from 1 to 9999");
        }
        return Duration.ofSeconds(Integer.parseInt(value));
    }
}
