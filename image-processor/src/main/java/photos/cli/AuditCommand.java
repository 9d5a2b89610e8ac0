package photos.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import photos.json.Json;
import photos.processor.audit.Audit;
import photos.processor.audit.Leak;
import photos.storage.ObjectKey;
import photos.storage.s3.S3ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `photos audit`.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Opens every object under results/ and looks for EXIF, GPS, XMP, IPTC, maker notes, thumbnails, comments,"
                    + " trailing data, and manifests that tell more than they should.",
            "Exits with 0 if there is none of these, 1 if there is some, 2 if not everything could be read."
        })
final class AuditCommand implements Callable<Integer> {
    private static final int CLEAN = 0;
    private static final int LEAK = 1;
    private static final int UNFINISHED = 2;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--prefix", paramLabel = "P", description = "Only keys with this prefix, after results/.")
    private String prefix = "";

    @Option(names = "--json", description = "A JSON object for each leak, and one for the sum.")
    private boolean json;

    AuditCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        String keys = prefix.startsWith(ObjectKey.RESULTS) ? prefix.substring(ObjectKey.RESULTS.length()) : prefix;
        try (S3ObjectStore store = S3ObjectStore.open(Pipeline.value(environment, "PHOTOS_BUCKET"))) {
            Audit audit = new Audit(store);
            Audit.Outcome outcome;
            try (Progress progress = Progress.of("Looking through", audit.count(keys), err)) {
                outcome = audit.run(keys, this::print, progress::step);
            }
            print(outcome);
            return outcome.leaks() == 0 ? CLEAN : LEAK;
        } catch (RuntimeException e) { // an exit code of 1 would say that there is a leak
            err.println("photos: the audit did not finish: " + e.getMessage());
            return UNFINISHED;
        }
    }

    private void print(Leak leak) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("key", leak.key().value());
            line.put("found", leak.found());
            out.println(Json.write(line));
        } else {
            out.println("LEAK " + leak.key().value().replaceAll("\\p{Cntrl}", "?") + ": "
                    + String.join(", ", leak.found()).replaceAll("\\p{Cntrl}", "?"));
        }
    }

    private void print(Audit.Outcome outcome) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("objects", outcome.objects());
            line.put("bytes", outcome.bytes());
            line.put("leaks", outcome.leaks());
            out.println(Json.write(line));
        } else {
            out.println(String.format(
                    Locale.ROOT,
                    "%d objects, %.1f MB: %s",
                    outcome.objects(),
                    outcome.bytes() / 1e6,
                    outcome.leaks() == 0 ? "nothing private in any of them" : outcome.leaks() + " with a leak"));
        }
    }
}
