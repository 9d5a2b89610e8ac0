package photos.cli;

import java.util.Map;
import photos.ledger.dynamodb.DynamoDbLedger;
import photos.queue.sqs.SqsHintQueue;
import photos.storage.s3.S3ObjectStore;

/// A running pipeline, reached with the caller's own AWS credentials.
record Pipeline(S3ObjectStore store, DynamoDbLedger ledger, SqsHintQueue queue) implements AutoCloseable {

    /// @throws IllegalArgumentException naming the variable that is missing
    static Pipeline open(Map<String, String> environment) {
        return new Pipeline(
                S3ObjectStore.openForUploads(value(environment, "PHOTOS_BUCKET")),
                DynamoDbLedger.open(value(environment, "PHOTOS_TABLE")),
                SqsHintQueue.open(value(environment, "PHOTOS_QUEUE_URL")));
    }

    /// The ledger alone, which needs the table's name alone: from a laptop too.
    ///
    /// @throws IllegalArgumentException naming the variable that is missing
    static DynamoDbLedger openLedger(Map<String, String> environment) {
        return DynamoDbLedger.open(value(environment, "PHOTOS_TABLE"));
    }

    /// @throws IllegalArgumentException naming the variable that is missing
    static String value(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name
                    + " is not set; eval \"$(./photos env)\" sets it for a local run");
        }
        return value;
    }

    @Override
    public void close() {
        store.close();
        ledger.close();
        queue.close();
    }
}
