package photos.processor.worker;

import java.io.IOException;

/// A worker process ended unasked and without an answer: killed, crashed, or out of memory.
public final class WorkerDied extends IOException {
    WorkerDied(String message) {
        super(message);
    }
}
