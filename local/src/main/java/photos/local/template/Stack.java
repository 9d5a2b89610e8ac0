package photos.local.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the template describes, as far as it runs on one machine.
///
/// @param bucket the photo bucket and what it announces
/// @param queues every queue of the template, dead-letter queues included
/// @param table the ledger's table
/// @param function the Lambda function
/// @param mapping from which queue, and how, the function is fed
/// @param processorSettings the environment that the instance's user data writes for the image processor, in its order
public record Stack(
        Bucket bucket,
        List<Queue> queues,
        Table table,
        Function function,
        Mapping mapping,
        Map<String, String> processorSettings) {

    public Stack {
        queues = List.copyOf(queues);
        processorSettings = inOrder(processorSettings);
    }

    /// The photo bucket.
    ///
    /// @param name the bucket's full name
    /// @param notifications the queue notifications of its `NotificationConfiguration`
    public record Bucket(String name, List<Notification> notifications) {
        public Bucket {
            notifications = List.copyOf(notifications);
        }
    }

    /// One `QueueConfiguration`.
    ///
    /// @param event such as `s3:ObjectCreated:*`
    /// @param prefix what an object key must begin with; empty for any
    /// @param suffix what an object key must end with; empty for any
    /// @param queueName the queue it goes to
    public record Notification(String event, String prefix, String suffix, String queueName) {}

    /// A queue, dead-letter queue or not.
    ///
    /// @param visibilitySeconds how long a received message stays hidden
    /// @param retentionSeconds how long a message is kept
    /// @param deadLetters where a message goes that was received too often
    public record Queue(String name, int visibilitySeconds, int retentionSeconds, Optional<DeadLetters> deadLetters) {}

    /// Where messages go that were received too often.
    ///
    /// @param queueName the queue it goes to
    /// @param maxReceiveCount after how many receives
    public record DeadLetters(String queueName, int maxReceiveCount) {}

    /// The ledger's table.
    ///
    /// @param key the partition key's attribute
    /// @param attributeTypes attribute name to `S`, `N` or `B`, for every key of the table and its indexes
    /// @param expiryAttribute the time-to-live attribute
    public record Table(
            String name,
            String key,
            Map<String, String> attributeTypes,
            List<Index> indexes,
            Optional<String> expiryAttribute) {
        public Table {
            attributeTypes = inOrder(attributeTypes);
            indexes = List.copyOf(indexes);
        }
    }

    /// A global secondary index.
    ///
    /// @param projection `ALL`, `KEYS_ONLY` or `INCLUDE`
    /// @param projected the attributes of an `INCLUDE` projection
    public record Index(
            String name, String partitionKey, Optional<String> sortKey, String projection, List<String> projected) {
        public Index {
            projected = List.copyOf(projected);
        }
    }

    /// The Lambda function.
    ///
    /// @param handler `package.Class::method`
    /// @param memoryMegabytes the function's memory
    /// @param environment its variables, resolved
    public record Function(
            String name, String handler, int memoryMegabytes, int timeoutSeconds, Map<String, String> environment) {
        public Function {
            environment = inOrder(environment);
        }
    }

    /// The event source mapping.
    ///
    /// @param batchSize most messages an invocation gets
    /// @param maximumConcurrency most invocations at a time
    /// @param partialResponses whether the function names the messages that failed (`ReportBatchItemFailures`)
    public record Mapping(String queueName, int batchSize, int maximumConcurrency, boolean partialResponses) {}

    private static Map<String, String> inOrder(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
