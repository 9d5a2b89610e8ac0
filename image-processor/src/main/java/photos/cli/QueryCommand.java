package photos.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import photos.json.Json;
import photos.ledger.InvalidQuery;
import photos.ledger.Page;
import photos.ledger.PhotoSummary;
import photos.ledger.QueryText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `photos query`.
final class QueryCommand {
    private final Map<String, String> environment;
    private final PrintStream out;

    QueryCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    @Command(
            name = "query",
            mixinStandardHelpOptions = true,
            description = "Asks what is known of the photos, newest first.")
    int query(
            @Option(names = "--camera", paramLabel = "NAME", description = "The camera's name, exactly.") String camera,
            @Option(names = "--lens", paramLabel = "TEXT", description = "A part of the lens's name.") String lens,
            @Option(names = "--from", paramLabel = "DAY", description = "Taken on or after 2026-01-31.") String from,
            @Option(names = "--to", paramLabel = "DAY", description = "Taken on or before.") String to,
            @Option(names = "--near", paramLabel = "LAT,LON", description = "Taken around here.") String near,
            @Option(names = "--within", paramLabel = "KM", description = "How far around; 10.") String within,
            @Option(names = "--iso", paramLabel = "A-B", description = "Such as 100-800.") String iso,
            @Option(names = "--f", paramLabel = "A-B", description = "Such as 1.4-2.8.") String f,
            @Option(names = "--focal", paramLabel = "A-B", description = "Focal length in mm.") String focal,
            @Option(names = "--state", paramLabel = "S", description = "READY, DEGRADED, REJECTED, PENDING.")
                    String state,
            @Option(names = "--reason", paramLabel = "R", description = "Such as TRUNCATED.") String reason,
            @Option(names = "--format", paramLabel = "F", description = "Such as jpeg.") String format,
            @Option(names = "--keyword", paramLabel = "WORD", description = "One of the photo's keywords.")
                    String keyword,
            @Option(names = "--limit", paramLabel = "N", description = "Most photos; 100.") String limit,
            @Option(names = "--json", description = "One JSON object a line.") boolean json,
            @Option(names = "--csv", description = "Comma-separated values.") boolean csv)
            throws InvalidQuery {
        Map<String, String> parameters = new LinkedHashMap<>();
        String[] names = {
            "camera", "lens", "from", "to", "near", "within", "iso", "f", "focal", "state", "reason", "format",
            "keyword", "limit"
        };
        String[] values = {
            camera, lens, from, to, near, within, iso, f, focal, state, reason, format, keyword, limit
        };
        for (int i = 0; i < names.length; i++) {
            if (values[i] != null) {
                parameters.put(names[i], values[i]);
            }
        }
        try (Pipeline pipeline = Pipeline.open(environment)) {
            print(pipeline.ledger().search(QueryText.parse(parameters)), json, csv);
        }
        return 0;
    }

    private void print(Page page, boolean json, boolean csv) {
        if (json) {
            page.photos().forEach(photo -> out.println(Json.write(photo.attributes())));
        } else if (csv) {
            out.print(Csv.write(new ArrayList<>(
                    page.photos().stream().map(PhotoSummary::attributes).toList())));
        } else {
            out.print(table(page.photos()));
            out.println(page.photos().size() + (page.next().isPresent() ? " photos and more" : " photos"));
        }
    }

    private static String table(List<PhotoSummary> photos) {
        TextTable table = new TextTable("OBJECT KEY", "STATE", "TAKEN", "CAMERA", "SIZE", "ISO", "F", "MM");
        for (PhotoSummary photo : photos) {
            table.row(
                    photo.key().value(),
                    photo.text("reason").or(() -> photo.text("state")).orElse(""),
                    photo.text("takenAt").orElse(""),
                    photo.text("camera").orElse(""),
                    number(photo, "uprightWidth") + (photo.number("uprightWidth").isPresent() ? "x" : "")
                            + number(photo, "uprightHeight"),
                    number(photo, "iso"),
                    number(photo, "fNumber"),
                    number(photo, "focalLength"));
        }
        return table.text();
    }

    private static String number(PhotoSummary photo, String name) {
        return photo.number(name)
                .map(value -> value == Math.rint(value) ? Long.toString(value.longValue()) : value.toString())
                .orElse("");
    }
}
