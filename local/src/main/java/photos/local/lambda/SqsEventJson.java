package photos.local.lambda;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import photos.json.Json;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// The event that Lambda makes of messages: "Example Amazon SQS message event" in the Lambda Developer Guide.
record SqsEventJson(String queueArn, String region) {

    String text(List<Message> messages) {
        return Json.write(Map.of("Records", messages.stream().map(this::record).toList()));
    }

    private Map<String, Object> record(Message message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("messageId", message.messageId());
        json.put("receiptHandle", message.receiptHandle());
        json.put("body", message.body());
        json.put("attributes", message.attributesAsStrings());
        Map<String, Object> attributes = new LinkedHashMap<>();
        message.messageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
        json.put("messageAttributes", attributes);
        json.put("md5OfBody", message.md5OfBody());
        json.put("eventSource", "aws:sqs");
        json.put("eventSourceARN", queueArn);
        json.put("awsRegion", region);
        return json;
    }

    private static Map<String, Object> attribute(MessageAttributeValue value) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (value.stringValue() != null) {
            json.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            json.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        json.put("stringListValues", List.of());
        json.put("binaryListValues", List.of());
        json.put("dataType", value.dataType());
        return json;
    }
}
