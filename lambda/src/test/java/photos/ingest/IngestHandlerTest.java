package photos.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import photos.ingest.FakeProcessor.Answer;
import photos.ingest.metadata.MetadataReader;
import photos.ingest.place.Towns;
import photos.ledger.InMemoryLedger;
import photos.outage.Unavailable;
import photos.queue.HintQueue;
import photos.queue.Hints;
import photos.storage.Content;
import photos.storage.InMemoryObjectStore;
import photos.storage.ObjectKey;

/// What becomes of messages: which come again, and when.
@Timeout(60)
final class IngestHandlerTest {
    private static final String BUCKET = "bucket";
    private static final Answer BUSY = new Answer(503, "{}", "60");

    private final Clock clock = Clock.fixed(Instant.parse("2024-05-01T10:00:00Z"), ZoneOffset.UTC);
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final List<Answer> answers = new ArrayList<>();
    private final FakeProcessor processor =
            new FakeProcessor(n -> n <= answers.size() ? answers.get(n - 1) : Answer.READY);
    private final RecordingQueue queue = new RecordingQueue();
    private final IngestHandler handler = new IngestHandler(
            new Hints(BUCKET),
            new Ingest(
                    BUCKET,
                    store,
                    new InMemoryLedger(clock),
                    new MetadataReader(),
                    new Towns(),
                    new JobClient(processor.uri(), "key", Duration.ofSeconds(20), clock),
                    clock),
            () -> queue,
            new Backoff(new Random(1), Duration.ofMinutes(15)));

    @AfterEach
    void close() {
        processor.close();
    }

    private static final class RecordingQueue implements HintQueue {
        private final Map<String, Duration> hidden = Collections.synchronizedMap(new HashMap<>());
        private boolean refuses;

        @Override
        public void hide(String receiptHandle, Duration delay) {
            if (refuses) {
                throw new Unavailable("no queue today");
            }
            hidden.put(receiptHandle, delay);
        }

        @Override
        public void send(ObjectKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendAll(List<ObjectKey> keys) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Depth depth() {
            throw new UnsupportedOperationException();
        }
    }

    private String hintAtUpload(String name) {
        String key = "uploads/" + name;
        store.put(
                new ObjectKey(key),
                new Content(new Content.Body.Text("no photo"), "image/jpeg", Optional.empty(), Map.of()));
        return "{\"objectKey\": \"" + key + "\"}";
    }

    private static SQSMessage message(String id, int receives, String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(id);
        message.setReceiptHandle("receipt of " + id);
        message.setBody(body);
        message.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(receives)));
        return message;
    }

    /// @return the ids of those that come again
    private List<String> handled(SQSMessage... messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(messages));
        SQSBatchResponse response = handler.handleRequest(event, new MuchTime());
        return response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    @Test
    void what_the_image_processor_has_no_room_for_rests_for_as_long_as_it_says() {
        answers.add(BUSY);
        assertThat(handled(message("1", 1, hintAtUpload("a.jpg")))).containsExactly("1");
        assertThat(queue.hidden).containsOnlyKeys("receipt of 1");
        assertThat(queue.hidden.get("receipt of 1")).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
    }

    @Test
    void of_all_that_a_message_hints_at_the_longest_rest_counts() {
        answers.add(new Answer(503, "{}", "7"));
        answers.add(BUSY);
        answers.add(new Answer(503, "{}", "9"));
        assertThat(handled(message("1", 1, s3Notification("a.jpg", "b.jpg", "c.jpg"))))
                .containsExactly("1");
        assertThat(queue.hidden.get("receipt of 1")).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
    }

    private String s3Notification(String... names) {
        List<String> records = new ArrayList<>();
        for (String name : names) {
            var _ = hintAtUpload(name);
            records.add(
                    "{\"s3\": {\"bucket\": {\"name\": \"bucket\"}, \"object\": {\"key\": \"uploads/" + name + "\"}}}");
        }
        return "{\"Records\": [" + String.join(", ", records) + "]}";
    }

    @Test
    void what_fails_again_and_again_rests_the_longer_the_more_often_it_was_received() {
        answers.add(new Answer(503, "{}", "1"));
        assertThat(handled(message("1", 4, hintAtUpload("a.jpg")))).containsExactly("1");
        assertThat(queue.hidden.get("receipt of 1")).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(50));
    }

    @Test
    void one_message_that_fails_takes_none_of_the_others_with_it() {
        SQSMessage broken = message("broken", 1, "no JSON");
        assertThat(handled(broken, message("good", 1, hintAtUpload("a.jpg")))).containsExactly("broken");
        assertThat(queue.hidden).containsOnlyKeys("receipt of broken");
    }

    @Test
    void what_cannot_be_hidden_comes_again_all_the_same() {
        queue.refuses = true;
        answers.add(BUSY);
        assertThat(handled(message("1", 1, hintAtUpload("a.jpg")))).containsExactly("1");
    }

    @Test
    void what_is_done_is_not_asked_for_again_and_the_queue_is_not_needed() {
        assertThat(handled(message("1", 1, hintAtUpload("a.jpg")))).isEmpty();
        assertThat(queue.hidden).isEmpty();
    }

    /// An invocation that has just begun.
    private static final class MuchTime implements Context {
        @Override
        public int getRemainingTimeInMillis() {
            return 100_000;
        }

        @Override
        public String getAwsRequestId() {
            return "";
        }

        @Override
        public String getLogGroupName() {
            return "";
        }

        @Override
        public String getLogStreamName() {
            return "";
        }

        @Override
        public String getFunctionName() {
            return "";
        }

        @Override
        public String getFunctionVersion() {
            return "";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "";
        }

        @Override
        public CognitoIdentity getIdentity() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ClientContext getClientContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getMemoryLimitInMB() {
            return 1024;
        }

        @Override
        public LambdaLogger getLogger() {
            throw new UnsupportedOperationException();
        }
    }
}
