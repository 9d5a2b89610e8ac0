package photos.processor.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs what a worker prints to standard error, the last words of its JVM or what a native library has to say, as lines
/// of this process's log. An original may make a library print without end, so that most of it is only counted.
final class WorkerPrints {
    private static final Logger log = LoggerFactory.getLogger(WorkerPrints.class);
    private static final int MAX_LINES = 50;
    private static final int MAX_LENGTH = 500;

    private final StringBuilder line = new StringBuilder();
    private int lines;
    private long unsaid;

    private WorkerPrints() {}

    /// Ends when the worker does.
    static void log(Process worker) {
        new WorkerPrints().logAll(worker);
    }

    private void logAll(Process worker) {
        try (Reader errors = worker.errorReader(UTF_8)) {
            char[] some = new char[8192];
            for (int length = errors.read(some); length >= 0; length = errors.read(some)) {
                for (int i = 0; i < length; i++) {
                    add(some[i], worker.pid());
                }
            }
        } catch (IOException e) {
            log.atDebug().log("the end of a worker cut off what it said: {}", e.getMessage());
        }
        endLine(worker.pid());
        if (unsaid > 0) {
            log.atWarn().addKeyValue("worker", worker.pid()).log("worker: … and {} characters more", unsaid);
        }
    }

    private void add(char next, long pid) {
        if (next == '\n') {
            endLine(pid);
        } else if (lines < MAX_LINES && line.length() < MAX_LENGTH) {
            line.append(next);
        } else {
            unsaid++;
        }
    }

    private void endLine(long pid) {
        if (!line.isEmpty()) {
            log.atWarn().addKeyValue("worker", pid).log("worker: {}", line.toString());
            line.setLength(0);
            lines++;
        }
    }
}
