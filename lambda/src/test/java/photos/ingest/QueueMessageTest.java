package photos.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import photos.json.Json;
import photos.json.MalformedJson;

final class QueueMessageTest {
    private static List<QueueMessage> read(String event) throws MalformedJson {
        return QueueMessage.ofEvent(event.getBytes(UTF_8));
    }

    @Test
    void is_read_from_an_event_whatever_else_is_in_it() throws Exception {
        assertThat(read("""
                        {"Records": [
                          {"messageId": "1", "receiptHandle": "r1", "body": "{\\"objectKey\\": \\"uploads/東京.jpg\\"}",
                           "attributes": {"ApproximateReceiveCount": "7", "SentTimestamp": "1545082649183"},
                           "messageAttributes": {}, "md5OfBody": "x", "eventSource": "aws:sqs", "new": [1, null]},
                          {"messageId": "2", "receiptHandle": "r2", "body": ""}
                        ]}"""))
                .containsExactly(
                        new QueueMessage("1", "r1", "{\"objectKey\": \"uploads/東京.jpg\"}", 7),
                        new QueueMessage("2", "r2", "", 1));
        assertThat(read("{\"Records\": []}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"Records\": {}}",
                "{\"Records\": [1]}",
                "{\"Records\": [{\"messageId\": \"1\", \"receiptHandle\": \"r\"}]}",
                "{\"Records\": [{\"messageId\": 1, \"receiptHandle\": \"r\", \"body\": \"\"}]}"
            })
    void any_other_event_is_refused(String event) {
        assertThatThrownBy(() -> read(event)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void that_failed_is_named_to_lambda() throws Exception {
        List<QueueMessage> batch = List.of(new QueueMessage("1", "r", "", 1), new QueueMessage("\"2\"", "r", "", 1));
        assertThat(Json.object(new String(QueueMessage.failures(batch), UTF_8)).toString())
                .isEqualTo("{batchItemFailures=[{itemIdentifier=1}, {itemIdentifier=\"2\"}]}");
        assertThat(new String(QueueMessage.failures(List.of()), UTF_8)).isEqualTo("{\"batchItemFailures\":[]}");
    }
}
