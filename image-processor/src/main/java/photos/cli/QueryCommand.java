package photos.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import photos.json.Json;
import photos.ledger.InvalidQuery;
import photos.ledger.Page;
import photos.ledger.PhotoCsv;
import photos.ledger.PhotoSummary;
import photos.ledger.QueryText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `photos query`: an option for each parameter of a question.
final class QueryCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final CommandSpec spec;

    QueryCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
        this.spec = CommandSpec.wrapWithoutInspection(this).mixinStandardHelpOptions(true);
        spec.usageMessage().description("Asks what is known of the photos, newest first.");
        QueryText.PARAMETERS.forEach((name, expected) -> spec.addOption(OptionSpec.builder("--" + name)
                .type(String.class)
                .paramLabel("VALUE")
                .description(expected)
                .build()));
        spec.addOption(flag("--json", "one JSON object a line"));
        spec.addOption(flag("--csv", "comma-separated values"));
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws InvalidQuery {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : QueryText.PARAMETERS.keySet()) {
            String value = spec.findOption("--" + name).getValue();
            Optional.ofNullable(value).ifPresent(given -> parameters.put(name, given));
        }
        try (Pipeline pipeline = Pipeline.open(environment)) {
            print(pipeline.ledger().search(QueryText.parse(parameters)));
        }
        return 0;
    }

    private boolean isGiven(String flag) {
        return Boolean.TRUE.equals(spec.findOption(flag).getValue());
    }

    private void print(Page page) {
        if (isGiven("--json")) {
            page.photos().forEach(photo -> out.println(Json.write(photo.attributes())));
        } else if (isGiven("--csv")) {
            out.print(PhotoCsv.write(
                    page.photos().stream().map(PhotoSummary::attributes).toList()));
        } else {
            out.print(table(page));
            out.println(page.photos().size()
                    + (page.photos().size() == 1 ? " photo" : " photos")
                    + page.next().map(next -> " and more: --next " + next).orElse(""));
        }
    }

    private static String table(Page page) {
        TextTable table = new TextTable("OBJECT KEY", "STATE", "TAKEN", "CAMERA", "SIZE", "ISO", "F", "MM");
        for (PhotoSummary photo : page.photos()) {
            table.row(
                    photo.key().value(),
                    photo.text("reason").or(() -> photo.text("state")).orElse(""),
                    photo.text("takenAt").orElse(""),
                    photo.text("camera").orElse(""),
                    size(photo),
                    number(photo, "iso"),
                    number(photo, "fNumber"),
                    number(photo, "focalLength"));
        }
        return table.text();
    }

    private static String size(PhotoSummary photo) {
        String width = number(photo, "uprightWidth");
        return width.isEmpty() ? "" : width + "x" + number(photo, "uprightHeight");
    }

    private static String number(PhotoSummary photo, String name) {
        return photo.number(name)
                .map(value -> value == Math.rint(value) ? Long.toString(value.longValue()) : value.toString())
                .orElse("");
    }
}
