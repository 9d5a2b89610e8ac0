package photos.local.pipeline;

import java.util.Map;
import photos.ledger.dynamodb.DynamoDbLedger;
import photos.queue.sqs.SqsHintQueue;
import photos.storage.s3.S3ObjectStore;

/// This process as a client of its own pipeline: what a person's shell gets from `photos env`, the SDK gets here as
/// system properties.
public final class LocalClients {
    private static final Map<String, String> PROPERTIES = Map.of(
            "AWS_REGION", "aws.region",
            "AWS_ACCESS_KEY_ID", "aws.accessKeyId",
            "AWS_SECRET_ACCESS_KEY", "aws.secretAccessKey",
            "AWS_ENDPOINT_URL_S3", "aws.endpointUrlS3",
            "AWS_ENDPOINT_URL_DYNAMODB", "aws.endpointUrlDynamoDb",
            "AWS_ENDPOINT_URL_SQS", "aws.endpointUrlSqs");

    private LocalClients() {}

    /// Lets every client of the SDK in this process find the local parts.
    public static void use(Map<String, String> environment) {
        PROPERTIES.forEach((variable, property) -> {
            String value = environment.get(variable);
            if (value != null) {
                System.setProperty(property, value);
            }
        });
    }

    public static S3ObjectStore store(Map<String, String> environment) {
        return S3ObjectStore.open(environment.getOrDefault("PHOTOS_BUCKET", ""));
    }

    public static DynamoDbLedger ledger(Map<String, String> environment) {
        return DynamoDbLedger.open(environment.getOrDefault("PHOTOS_TABLE", ""));
    }

    public static SqsHintQueue queue(Map<String, String> environment) {
        return SqsHintQueue.open(environment.getOrDefault("PHOTOS_QUEUE_URL", ""));
    }
}
