package photos.local.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// The queue a mapping receives from.
public final class QueueSource {
    /// Most messages of one request (SQS API Reference).
    private static final int MOST = 10;
    private static final int DOUBLINGS = 15;

    private final SqsClient client;
    private final String url;
    private final int visibilitySeconds;

    /// @param visibilitySeconds the queue's visibility timeout
    public QueueSource(SqsClient client, String url, int visibilitySeconds) {
        this.client = client;
        this.url = url;
        this.visibilitySeconds = visibilitySeconds;
    }

    List<Message> receive(int atMost, Duration wait) {
        return client.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(Math.min(atMost, MOST))
                        .waitTimeSeconds(Math.toIntExact(wait.toSeconds()))
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    void delete(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : messages) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .build());
        }
        client.deleteMessageBatch(r -> r.queueUrl(url).entries(entries));
    }

    /// Makes the messages visible again after a wait that grows with the times they have been received.
    void comeBack(List<Message> messages) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : messages) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(waitSeconds(message))
                    .build());
        }
        client.changeMessageVisibilityBatch(r -> r.queueUrl(url).entries(entries));
    }

    private int waitSeconds(Message message) {
        int receives = Integer.parseInt(
                message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
        return Math.min(visibilitySeconds, 1 << Math.clamp(receives - 1L, 0, DOUBLINGS));
    }
}
