package photos.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import photos.storage.ObjectKey;

/// The queue between the bucket and the Lambda. Its messages are hints that something may have to be done about an
/// object key; they come at least once, in any order.
public interface HintQueue {

    /// Hints at an object key, as S3's own notifications do, in this project's form `{"objectKey": "…"}`.
    void send(ObjectKey key);

    /// Hints at many object keys.
    void sendAll(List<ObjectKey> keys);

    /// Hides a received message from everybody for this long.
    ///
    /// @param delay at most 12 hours
    void hide(String receiptHandle, Duration delay);

    Depth depth();

    /// Waiting, being worked on, and given up.
    record Depth(int waiting, int inFlight, Optional<Integer> deadLetters) {}
}
