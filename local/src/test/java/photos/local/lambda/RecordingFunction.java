package photos.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/// The function under the tests, run in a process of its own. A message's body says what to do with it; that it was
/// begun and done is written into a file.
public final class RecordingFunction {

    /// @param event an SQS event
    public Map<String, Object> handle(Map<String, Object> event) throws Exception {
        List<Map<String, String>> failures = new ArrayList<>();
        for (Object each : (List<?>) at(event, "Records")) {
            Map<?, ?> message = (Map<?, ?>) each;
            String body = (String) at(message, "body");
            Map<?, ?> attributes = (Map<?, ?>) at(message, "attributes");
            String count = (String) at(attributes, "ApproximateReceiveCount");
            record("begun " + body + " " + count);
            if (body.startsWith("hang-once") && count.equals("1")) {
                new CountDownLatch(1).await();
            } else if (body.startsWith("throw-once") && count.equals("1")) {
                throw new IllegalStateException("asked to throw");
            } else if (body.startsWith("fail")) {
                failures.add(Map.of("itemIdentifier", (String) at(message, "messageId")));
                continue;
            }
            record("done " + body);
        }
        return Map.of("batchItemFailures", failures);
    }

    private static Object at(Map<?, ?> object, String name) {
        return Objects.requireNonNull(object.get(name), name);
    }

    private static void record(String line) throws IOException {
        Files.writeString(
                Path.of(System.getenv("RECORD")), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
