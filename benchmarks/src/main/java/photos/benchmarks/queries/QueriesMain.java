package photos.benchmarks.queries;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import photos.benchmarks.Project;
import photos.ledger.Page;
import photos.ledger.PhotoQuery;
import photos.ledger.QueryLedger;
import photos.ledger.QueryText;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// Asks each kind of question and writes down what it read.
public final class QueriesMain {
    private static final int USUAL_ITEMS = 200_000;

    private final StockedTable table;
    private final int items;

    private QueriesMain(StockedTable table, int items) {
        this.table = table;
        this.items = items;
    }

    /// @param arguments `--items N`
    public static void main(String[] arguments) throws Exception {
        boolean isTry = arguments.length == 2 && arguments[0].equals("--items");
        if (arguments.length > 0 && !(isTry && arguments[1].matches("[1-9]\\d{0,6}"))) {
            System.err.println("benchmarks: --queries expects nothing or --items NUMBER");
            System.exit(2);
        }
        int items = isTry ? Integer.parseInt(arguments[1]) : USUAL_ITEMS;
        try (StockedTable table = StockedTable.open(items)) {
            String report = new QueriesMain(table, items).report();
            System.out.print(report);
            Path directory = (items == USUAL_ITEMS ? Project.benchmarks() : Project.target()).resolve("results");
            Path file = Files.createDirectories(directory).resolve("queries-" + LocalDate.now(ZoneOffset.UTC) + ".md");
            Files.writeString(file, report);
            System.err.println("benchmarks: kept as " + file);
        }
    }

    /// What an answer took.
    ///
    /// @param cpu of the table's process and of this one
    private record Cost(long returned, long read, long requests, Duration wall, Duration cpu) {}

    private interface Asking {
        /// @return returned, read, requests
        long[] ask() throws Exception;
    }

    private String report() throws Exception {
        StringBuilder report = new StringBuilder("""
                # What questions read, %s

                A table of %,d items in DynamoDB Local, with the template's keys and indexes, filled by `Stock.java`. Each question \
                was asked for its first page of 100 and then, in pages of 1,000, for everything; once before, to warm up. Read is \
                what DynamoDB evaluated, before any filter. CPU time is that of DynamoDB Local and of the asking process. \
                Machine: %d processors, Java %s.

                | question | index | page: returned | read | requests | ms | all: returned | read | of returned | requests | wall ms | CPU ms |
                |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                """.formatted(
                LocalDate.now(ZoneOffset.UTC), items, Runtime.getRuntime().availableProcessors(), Runtime.version()));
        List<String> excessive = new ArrayList<>();
        for (Question question : Question.ALL) {
            PhotoQuery query = QueryText.parse(question.parameters());
            page(query);
            Cost page = cost(() -> page(query));
            Cost all = question.text().isEmpty() ? page : cost(() -> all(query));
            report.append("| `%s`%s | %s | %d | %d | %d | %d | %s |%n"
                    .formatted(
                            question.text().isEmpty() ? "(none)" : question.text(),
                            question.isFiltered() ? " (filtered)" : "",
                            table.ledger().search(query).index(),
                            page.returned(),
                            page.read(),
                            page.requests(),
                            page.wall().toMillis(),
                            question.text().isEmpty() ? "| | | | | " : whole(all)));
            if (!question.isFiltered() && (page.read() > 2 * page.returned() || all.read() > 2 * all.returned())) {
                excessive.add(question.text());
            }
        }
        Cost scan = cost(this::scan);
        report.append("| a scan of the table | | | | | | %s |%n%n".formatted(whole(scan)));
        report.append(
                excessive.isEmpty()
                        ? "No question that an index answers alone read more than twice what it returned.\n"
                        : "More than twice what they returned was read by: " + excessive + "\n");
        return report.toString();
    }

    private static String whole(Cost cost) {
        return "%d | %d | %.2f | %d | %d | %d"
                .formatted(
                        cost.returned(),
                        cost.read(),
                        (double) cost.read() / Math.max(1, cost.returned()),
                        cost.requests(),
                        cost.wall().toMillis(),
                        cost.cpu().toMillis());
    }

    private Cost cost(Asking asking) throws Exception {
        Duration cpu = cpu();
        long start = System.nanoTime();
        long[] took = asking.ask();
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        return new Cost(took[0], took[1], took[2], wall, cpu().minus(cpu));
    }

    private Duration cpu() {
        return cpu(ProcessHandle.of(table.pid())).plus(cpu(Optional.of(ProcessHandle.current())));
    }

    private static Duration cpu(Optional<ProcessHandle> process) {
        return process.flatMap(one -> one.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    private long[] page(PhotoQuery query) throws Exception {
        Page page = table.ledger().search(query);
        return new long[] {page.photos().size(), page.itemsRead(), page.requests()};
    }

    private long[] all(PhotoQuery question) throws Exception {
        QueryLedger ledger = table.ledger();
        long[] took = new long[3];
        PhotoQuery query = question.withLimit(PhotoQuery.MAX_LIMIT);
        Optional<String> next;
        do {
            Page page = ledger.search(query);
            took[0] += page.photos().size();
            took[1] += page.itemsRead();
            took[2] += page.requests();
            next = page.next();
            query = query.withNext(next);
        } while (next.isPresent());
        return took;
    }

    /// In pages, since DynamoDB Local puts together in memory what is not limited.
    private long[] scan() {
        long[] took = new long[3];
        Map<String, AttributeValue> start = Map.of();
        do {
            Map<String, AttributeValue> from = start;
            ScanResponse answer = table.client()
                    .scan(r -> r.tableName(table.name())
                            .limit(PhotoQuery.MAX_LIMIT)
                            .exclusiveStartKey(from.isEmpty() ? null : from));
            took[0] += answer.count();
            took[1] += answer.scannedCount();
            took[2]++;
            start = answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : Map.of();
        } while (!start.isEmpty());
        return took;
    }
}
