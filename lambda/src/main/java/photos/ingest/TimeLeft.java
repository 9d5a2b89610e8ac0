package photos.ingest;

import java.time.Duration;
import photos.outage.Unavailable;

/// The time left before Lambda kills this invocation. A killed one reports nothing, so that its whole batch stays
/// hidden for the visibility timeout of the queue.
interface TimeLeft {
    /// Kept for reporting the outcome to the queue.
    Duration RESERVE = Duration.ofSeconds(5);

    /// The longest that a request to S3 or DynamoDB takes, its repetitions included; their clients give up then.
    /// A step that finds its first request refused may make a second one, and telling the queue may take longer
    /// than what is reserved while SQS hangs: then the function is ended, and the message comes back by itself.
    Duration REQUEST = Duration.ofSeconds(25);

    Duration now();

    /// @param longest that the next step may take
    /// @throws Unavailable if the function might not live to see its end
    default void requireFor(Duration longest) {
        Duration left = now();
        if (left.compareTo(longest.plus(RESERVE)) < 0) {
            throw new Unavailable("the function ends in " + left.toSeconds() + " s, and its next step may take "
                    + longest.toSeconds() + " s");
        }
    }
}
