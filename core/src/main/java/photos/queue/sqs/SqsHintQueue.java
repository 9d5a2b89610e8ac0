package photos.queue.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.outage.Unavailable;
import photos.queue.DeadLetters;
import photos.queue.HintQueue;
import photos.storage.ObjectKey;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// One queue of Amazon SQS, or of whatever `AWS_ENDPOINT_URL_SQS` names.
public final class SqsHintQueue implements HintQueue, DeadLetters, AutoCloseable {
    /// Most entries of one SendMessageBatch call (SQS API Reference).
    private static final int BATCH = 10;

    /// Dead letters that are looked at are hidden from others meanwhile.
    private static final int LOOK_SECONDS = 60;

    /// A receive that waits asks all of SQS's servers, one that does not asks some and may miss messages (SQS Developer
    /// Guide, "Short and long polling").
    private static final int DEAD_LETTERS_WAIT_SECONDS = 1;

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
                deadLetters(attributes));
    }

    private Optional<Integer> deadLetters(Map<QueueAttributeName, String> attributes) {
        return deadLettersUrl(attributes)
                .map(url -> number(attributes(url), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private Optional<String> deadLettersUrl(Map<QueueAttributeName, String> attributes) {
        return Optional.ofNullable(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .map(SqsHintQueue::deadLetterQueueName)
                .map(name -> tried(
                        "find dead letters of",
                        () -> client.getQueueUrl(r -> r.queueName(name)).queueUrl()));
    }

    /// Received ones are hidden from the next receive, so that each is seen once, and shown again in the end.
    @Override
    public List<DeadLetter> look(int most) {
        List<Message> seen = new ArrayList<>();
        Optional<String> url = deadLettersUrl(attributes(queueUrl));
        if (url.isPresent()) {
            List<Message> next = receive(url.get());
            while (!next.isEmpty() && seen.size() < most) {
                seen.addAll(next);
                next = receive(url.get());
            }
            Stream.concat(seen.stream(), next.stream()).forEach(message -> show(url.get(), message));
        }
        return seen.stream().limit(most).map(SqsHintQueue::deadLetter).toList();
    }

    /// Sent first, deleted then: what is interrupted between comes twice, which hints may.
    @Override
    public int putBack() {
        Optional<String> url = deadLettersUrl(attributes(queueUrl));
        int put = 0;
        if (url.isPresent()) {
            for (List<Message> next = receive(url.get()); !next.isEmpty(); next = receive(url.get())) {
                for (Message message : next) {
                    putBack(url.get(), message);
                    put++;
                }
            }
        }
        return put;
    }

    private void putBack(String deadLettersUrl, Message message) {
        tried("send to", () -> client.sendMessage(r -> r.queueUrl(queueUrl).messageBody(message.body())));
        tried(
                "remove a dead letter of",
                () -> client.deleteMessage(r -> r.queueUrl(deadLettersUrl).receiptHandle(message.receiptHandle())));
    }

    private List<Message> receive(String deadLettersUrl) {
        return tried(
                "read dead letters of",
                () -> client.receiveMessage(r -> r.queueUrl(deadLettersUrl)
                                .maxNumberOfMessages(BATCH)
                                .visibilityTimeout(LOOK_SECONDS)
                                .waitTimeSeconds(DEAD_LETTERS_WAIT_SECONDS)
                                .messageSystemAttributeNames(
                                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                        MessageSystemAttributeName.SENT_TIMESTAMP))
                        .messages());
    }

    private void show(String deadLettersUrl, Message message) {
        tried(
                "show dead letters again of",
                () -> client.changeMessageVisibility(r -> r.queueUrl(deadLettersUrl)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0)));
    }

    private static DeadLetter deadLetter(Message message) {
        Map<MessageSystemAttributeName, String> attributes = message.attributes();
        return new DeadLetter(
                message.body(),
                Integer.parseInt(attributes.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0")),
                Instant.ofEpochMilli(
                        Long.parseLong(attributes.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"))));
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
