package photos.queue.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.outage.Unavailable;
import photos.queue.HintQueue;
import photos.storage.ObjectKey;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// One queue of Amazon SQS, or of whatever `AWS_ENDPOINT_URL_SQS` names.
public final class SqsHintQueue implements HintQueue, AutoCloseable {
    /// Most entries of one SendMessageBatch call (SQS API Reference).
    private static final int BATCH = 10;

    private final SqsClient client;
    private final String queueUrl;

    public SqsHintQueue(SqsClient client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
    }

    /// A queue reached with the SDK's own settings.
    public static SqsHintQueue open(String queueUrl) {
        SqsClient client = SqsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofSeconds(20)))
                .build();
        return new SqsHintQueue(client, queueUrl);
    }

    @Override
    public void send(ObjectKey key) {
        sendAll(List.of(key));
    }

    @Override
    public void sendAll(List<ObjectKey> keys) {
        for (int from = 0; from < keys.size(); from += BATCH) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (ObjectKey key : keys.subList(from, Math.min(keys.size(), from + BATCH))) {
                entries.add(SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .messageBody(Json.write(Map.of("objectKey", key.value())))
                        .build());
            }
            var answer = tried(
                    "send to",
                    () -> client.sendMessageBatch(r -> r.queueUrl(queueUrl).entries(entries)));
            if (!answer.failed().isEmpty()) {
                throw new Unavailable(
                        "the queue " + queueUrl + " took " + answer.successful().size() + " of " + entries.size()
                                + " messages: " + answer.failed().getFirst().message());
            }
        }
    }

    @Override
    public void hide(String receiptHandle, Duration delay) {
        tried(
                "change a message's visibility in",
                () -> client.changeMessageVisibility(r -> r.queueUrl(queueUrl)
                        .receiptHandle(receiptHandle)
                        .visibilityTimeout(Math.toIntExact(delay.toSeconds()))));
    }

    @Override
    public Depth depth() {
        Map<QueueAttributeName, String> attributes = attributes(queueUrl);
        return new Depth(
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                        + number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED),
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                deadLetters(attributes),
                Optional.empty());
    }

    private Optional<Integer> deadLetters(Map<QueueAttributeName, String> attributes) {
        return Optional.ofNullable(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .map(SqsHintQueue::deadLetterQueueName)
                .map(name -> tried(
                        "find dead letters of",
                        () -> client.getQueueUrl(r -> r.queueName(name)).queueUrl()))
                .map(url -> number(attributes(url), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private static String deadLetterQueueName(String redrivePolicy) {
        try {
            String arn = Json.text(Json.object(redrivePolicy), "deadLetterTargetArn");
            return arn.substring(arn.lastIndexOf(':') + 1);
        } catch (MalformedJson e) {
            throw new Unavailable("the queue's redrive policy cannot be read: " + redrivePolicy, e);
        }
    }

    private Map<QueueAttributeName, String> attributes(String url) {
        return tried(
                "read the attributes of",
                () -> client.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributes());
    }

    private static int number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Integer.parseInt(attributes.getOrDefault(name, "0"));
    }

    private <T> T tried(String what, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new Unavailable("could not " + what + " the queue " + queueUrl + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
