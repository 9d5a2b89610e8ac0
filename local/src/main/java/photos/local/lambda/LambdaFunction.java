package photos.local.lambda;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import photos.local.process.Backoff;
import photos.local.process.Jvm;
import photos.local.process.Supervised;

/// The function, ready to run: as many processes as it may run invocations at a time, each started again when it dies.
public final class LambdaFunction implements AutoCloseable {
    private final List<Supervised<LambdaProcess>> processes;

    private LambdaFunction(List<Supervised<LambdaProcess>> processes) {
        this.processes = processes;
    }

    /// Starts the processes; does not wait until they are ready for work.
    ///
    /// @param concurrency invocations at a time, at least 1
    /// @param restarts how soon a process that ended is started again
    /// @throws java.io.UncheckedIOException if the runtime's jars are not there, or not for this machine
    public static LambdaFunction start(LambdaSettings settings, int concurrency, Jvm jvm, Backoff restarts) {
        RuntimeLibrary runtime = RuntimeLibrary.open(settings.runtime(), settings.directory());
        return new LambdaFunction(IntStream.rangeClosed(1, concurrency)
                .mapToObj(number -> Supervised.start(
                        "the Lambda process " + number,
                        () -> LambdaProcess.start(settings, runtime, jvm, number),
                        restarts))
                .toList());
    }

    List<Supervised<LambdaProcess>> processes() {
        return processes;
    }

    /// The process ids at this moment.
    public List<Long> pids() {
        return processes.stream().map(Supervised::pid).toList();
    }

    @Override
    public void close() {
        // Not a parallel stream: its pool's threads would wait for what the same pool has to tell, a process's end.
        try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            processes.forEach(process -> closing.execute(process::close));
        }
    }
}
