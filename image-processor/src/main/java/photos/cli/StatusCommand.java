package photos.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import photos.json.Json;
import photos.ledger.InvalidQuery;
import photos.ledger.Page;
import photos.ledger.PhotoQuery;
import photos.ledger.PhotoSummary;
import photos.ledger.Reason;
import photos.processor.reconcile.Retry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `photos status`.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Counts photos by state and reason, and tells what waits and what was given up.")
final class StatusCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = "--retry",
            paramLabel = "REASON",
            description = "Has all photos rejected or degraded for this reason rendered once more.")
    private Optional<Reason> retry = Optional.empty();

    @Option(names = "--redrive", description = "Puts all dead letters back into the queue.")
    private boolean redrive;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    StatusCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InvalidQuery {
        PrintStream remarks = json ? err : out;
        try (Pipeline pipeline = Pipeline.open(environment)) {
            if (retry.isPresent()) {
                remarks.println("Put back for " + retry.get() + ": " + putBack(pipeline, retry.get()));
            }
            if (redrive) {
                remarks.println("Dead letters put back into the queue: "
                        + pipeline.queue().putBack());
            }
            PipelineStatus status = PipelineStatus.of(pipeline, environment, Clock.systemUTC());
            out.print(json ? Json.write(status.toJson()) + System.lineSeparator() : status.text());
        }
        return 0;
    }

    private static int putBack(Pipeline pipeline, Reason reason) throws InvalidQuery {
        Retry retry = new Retry(pipeline.ledger(), pipeline.queue()::send);
        int retried = 0;
        Optional<String> next = Optional.empty();
        do {
            Page page =
                    pipeline.ledger().search(PhotoQuery.ALL.withReason(reason).withNext(next));
            for (PhotoSummary photo : page.photos()) {
                retried += retry.again(photo.key()) ? 1 : 0;
            }
            next = page.next();
        } while (next.isPresent());
        return retried;
    }
}
