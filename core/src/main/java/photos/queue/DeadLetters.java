package photos.queue;

import java.time.Instant;
import java.util.List;

/// Messages that the queue has given up because they were received too often. They mean that the installation is
/// broken, never a photo. (What gets too old is in no queue any more.)
public interface DeadLetters {

    /// Some of them, and they stay where they are.
    ///
    /// @param most as many at most
    List<DeadLetter> look(int most);

    /// All of them back into the queue they came from.
    ///
    /// @return how many
    int putBack();

    /// @param body as it was sent: S3's notification or a hint of this project
    /// @param receives how often it was received, looks at the dead letters included
    /// @param sent into the queue it came from
    record DeadLetter(String body, int receives, Instant sent) {}
}
