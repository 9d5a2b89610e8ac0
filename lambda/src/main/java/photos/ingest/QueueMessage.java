package photos.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import photos.json.Json;
import photos.json.MalformedJson;

/// A message as Lambda hands it over from the queue ("Example Amazon SQS message event", Lambda Developer Guide). Read
/// by hand: with the published event class, Lambda's runtime would load an object mapper and a thousand classes first.
///
/// @param receiptHandle what the queue knows this delivery by
/// @param receives how often the message has been delivered, this time included
record QueueMessage(String id, String receiptHandle, String body, int receives) {

    /// @throws MalformedJson if the bytes are no event of a queue
    static List<QueueMessage> ofEvent(byte[] event) throws MalformedJson {
        Map<String, Object> json = Json.object(new String(event, UTF_8));
        if (!(json.get("Records") instanceof List<?> records)) {
            throw new MalformedJson("expected an event of SQS with \"Records\", got: " + json.keySet());
        }
        List<QueueMessage> messages = new ArrayList<>();
        for (Object message : records) {
            if (!(message instanceof Map<?, ?> fields)) {
                throw new MalformedJson("expected a message of SQS, got: " + message);
            }
            messages.add(new QueueMessage(
                    text(fields, "messageId"), text(fields, "receiptHandle"), text(fields, "body"), receives(fields)));
        }
        return messages;
    }

    /// What Lambda takes back: the messages that have to come again.
    static byte[] failures(List<QueueMessage> messages) {
        return Json.write(Map.of(
                        "batchItemFailures",
                        messages.stream()
                                .map(message -> Map.of("itemIdentifier", message.id))
                                .toList()))
                .getBytes(UTF_8);
    }

    private static String text(Map<?, ?> fields, String name) throws MalformedJson {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new MalformedJson("expected text at \"" + name + "\" of a message of SQS, got: " + fields.keySet());
    }

    private static int receives(Map<?, ?> fields) {
        return fields.get("attributes") instanceof Map<?, ?> attributes
                        && attributes.get("ApproximateReceiveCount") instanceof String count
                        && count.matches("[1-9]\\d{0,8}")
                ? Integer.parseInt(count)
                : 1;
    }
}
