package photos.cli;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import photos.ledger.InvalidQuery;
import photos.ledger.Ledger;
import photos.ledger.LedgerItem;
import photos.ledger.Page;
import photos.ledger.PhotoQuery;
import photos.ledger.PhotoSummary;
import photos.ledger.Reason;
import photos.queue.HintQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `photos status`.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Counts photos by state and reason, and what waits in the queue.")
final class StatusCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final PrintStream out;

    @Option(
            names = "--retry",
            paramLabel = "REASON",
            description = "Has all photos rejected or degraded for this reason rendered once more.")
    private Optional<Reason> retry = Optional.empty();

    StatusCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    @Override
    public Integer call() throws InvalidQuery {
        try (Pipeline pipeline = Pipeline.open(environment)) {
            if (retry.isPresent()) {
                out.println("Put back for " + retry.get() + ": " + putBack(pipeline, retry.get()));
            }
            TextTable table = new TextTable("STATE", "REASON", "PHOTOS");
            pipeline.ledger().count().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(Comparator.comparing(Ledger.StateCount::state)
                            .thenComparing(
                                    count -> count.reason().map(Enum::name).orElse(""))))
                    .forEach(entry -> table.row(
                            entry.getKey().state().name(),
                            entry.getKey().reason().map(Enum::name).orElse(""),
                            Long.toString(entry.getValue())));
            out.print(table.text());
            out.println(sentence(pipeline.queue().depth()));
        }
        return 0;
    }

    private static String sentence(HintQueue.Depth depth) {
        return String.format(
                Locale.ROOT,
                "Queue: %d waiting, %d being worked on or resting%s",
                depth.waiting(),
                depth.inFlight(),
                depth.deadLetters().map(dead -> ", " + dead + " dead letters").orElse(""));
    }

    private static int putBack(Pipeline pipeline, Reason reason) throws InvalidQuery {
        int retried = 0;
        Optional<String> next = Optional.empty();
        do {
            Page page =
                    pipeline.ledger().search(PhotoQuery.ALL.withReason(reason).withNext(next));
            for (PhotoSummary photo : page.photos()) {
                Optional<LedgerItem> item = pipeline.ledger().find(photo.key());
                if (item.isPresent()
                        && pipeline.ledger().retry(photo.key(), item.get().fence())) {
                    pipeline.queue().send(photo.key());
                    retried++;
                }
            }
            next = page.next();
        } while (next.isPresent());
        return retried;
    }
}
