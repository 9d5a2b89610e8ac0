package photos.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import photos.ledger.InvalidQuery;
import photos.ledger.PhotoQuery;
import photos.ledger.PhotoSummary;
import photos.ledger.QueryText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `photos query`: an option for each parameter of a question, and how to print the answer.
final class QueryCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final Supplier<Pages> open;
    private final CommandSpec spec;

    QueryCommand(Map<String, String> environment, PrintStream out) {
        this(environment, out, () -> Pages.of(Pipeline.openLedger(environment)));
    }

    /// @param open opens what is asked
    QueryCommand(Map<String, String> environment, PrintStream out, Supplier<Pages> open) {
        this.environment = environment;
        this.out = out;
        this.open = open;
        this.spec = CommandSpec.wrapWithoutInspection(this).mixinStandardHelpOptions(true);
        spec.usageMessage().description("Asks what is known of the photos, newest first.");
        QueryText.PARAMETERS.forEach((name, expected) -> text("--" + name, "VALUE", expected));
        text("--columns", "NAMES", "what the table or the CSV shows, with commas: " + Column.NAMES);
        text("--sort", "COLUMN", "order by a column, and show the first of all photos; -COLUMN for the greatest first");
        flag("--all", "all photos, not only the first page");
        flag("--count", "only how many there are");
        flag("--json", "one JSON object a line");
        flag("--csv", "comma-separated values");
        flag("--explain", "also say which index was read, and how much of it");
    }

    private void text(String name, String label, String description) {
        spec.addOption(OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build());
    }

    private void flag(String name, String description) {
        spec.addOption(OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build());
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws InvalidQuery {
        PhotoQuery query = QueryText.parse(parameters());
        Optional<List<Column>> columns = columns();
        PhotoRows rows = isGiven("--count")
                ? new PhotoRows.Counted(out)
                : isGiven("--json")
                        ? new PhotoRows.JsonLines(out)
                        : isGiven("--csv")
                                ? new PhotoRows.Csv(out, columns)
                                : new PhotoRows.Table(
                                        out,
                                        columns.orElse(Column.USUAL),
                                        Terminal.columns(environment),
                                        Hint.about(query));
        try (Pages pages = open.get()) {
            answer(pages, query, rows);
        }
        return 0;
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : QueryText.PARAMETERS.keySet()) {
            value("--" + name).ifPresent(given -> parameters.put(name, given));
        }
        return parameters;
    }

    private Optional<List<Column>> columns() throws InvalidQuery {
        Optional<String> names = value("--columns");
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>();
        for (String name : names.get().split(",", -1)) {
            columns.add(Column.named("columns", name));
        }
        return Optional.of(columns);
    }

    private Optional<String> value(String option) {
        return Optional.ofNullable(spec.findOption(option).getValue());
    }

    private boolean isGiven(String flag) {
        return Boolean.TRUE.equals(spec.findOption(flag).getValue());
    }

    private void answer(Pages pages, PhotoQuery query, PhotoRows rows) throws InvalidQuery {
        Asking asking = new Asking(pages);
        Optional<Sorting> sorting = sorting(query, rows);
        if (sorting.isPresent()) {
            sorted(asking, query, sorting.get(), rows);
        } else {
            long most = isGiven("--all") || isGiven("--count") ? Long.MAX_VALUE : query.limit();
            rows.end(asking.upTo(most, query, photos -> print(rows, photos)).map(token -> "--all, or --next " + token));
        }
        if (isGiven("--explain")) {
            spec.commandLine().getErr().println("photos: " + asking.spent());
        }
    }

    /// @return whether more is wanted, as the reader of the output may have closed it
    private boolean print(PhotoRows rows, List<PhotoSummary> photos) {
        rows.add(photos);
        return !out.checkError();
    }

    /// Nothing if the order does not matter.
    private Optional<Sorting> sorting(PhotoQuery query, PhotoRows rows) throws InvalidQuery {
        Optional<String> by = value("--sort");
        if (by.isEmpty()) {
            return Optional.empty();
        }
        boolean isDescending = by.get().startsWith("-");
        Column column = Column.named("sort", isDescending ? by.get().substring(1) : by.get());
        if (isGiven("--count")) {
            return Optional.empty();
        }
        return Optional.of(
                isGiven("--all")
                        ? new Sorting.Whole(column, isDescending, rows::shows)
                        : new Sorting.First(column, isDescending, query.limit()));
    }

    /// Reads everything, and shows as much of it as is wanted.
    private void sorted(Asking asking, PhotoQuery query, Sorting sorting, PhotoRows rows) throws InvalidQuery {
        try (sorting) {
            asking.upTo(Long.MAX_VALUE, query, photos -> {
                sorting.add(photos);
                return true;
            });
            sorting.show(photos -> print(rows, photos));
            rows.end(sorting.isCut() ? Optional.of("--all, or a greater --limit") : Optional.empty());
        } catch (OutOfMemoryError _) {
            throw new IllegalStateException(
                    "there are more photos than can be sorted here; --all without --sort shows them, and --limit the first");
        }
    }
}
