package photos.processor.job;

import java.time.Duration;

/// Has things done after a while, unless this process ends before.
public interface Later {
    void after(Duration wait, Runnable task);
}
