package photos.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import photos.ledger.LedgerItem;
import photos.ledger.Picture;
import photos.ledger.Rendering;
import photos.ledger.State;
import photos.storage.Generation;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;
import photos.upload.Awaiting;
import photos.upload.Uploads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `photos upload`.
@Command(
        name = "upload",
        mixinStandardHelpOptions = true,
        description =
                "Uploads files and folders and waits for what becomes of each, until nothing was done for 15 minutes.")
final class UploadCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Map<String, String> environment;
    private final PrintStream out;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    private List<Path> paths = List.of();

    @Option(names = "--prefix", paramLabel = "P", description = "A folder under uploads/ to put them in.")
    private String prefix = "";

    @Option(names = "--no-wait", description = "Do not wait for the results.")
    private boolean noWait;

    UploadCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Uploads.Upload> uploads =
                Uploads.of(paths, prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
        if (uploads.isEmpty()) {
            out.println("Nothing to upload: no files there.");
            return 0;
        }
        try (Pipeline pipeline = Pipeline.open(environment)) {
            try (Progress progress = Progress.of("Uploading", uploads.size(), out)) {
                Uploads.send(pipeline.store(), uploads, sent -> progress.step());
            }
            return noWait ? 0 : await(pipeline, uploads);
        }
    }

    private int await(Pipeline pipeline, List<Uploads.Upload> uploads) throws InterruptedException {
        Map<ObjectKey, Generation> generations = new HashMap<>();
        for (Uploads.Upload upload : uploads) {
            Optional<ObjectHead> head = pipeline.store().head(upload.key());
            head.ifPresent(h -> generations.put(upload.key(), h.generation()));
        }
        Map<ObjectKey, LedgerItem> settled;
        try (Progress progress = Progress.of("Rendering", generations.size(), out)) {
            settled = Awaiting.settled(pipeline.ledger(), generations, PATIENCE, item -> progress.step());
        }
        out.print(table(uploads, settled));
        boolean allReady = uploads.stream()
                .map(upload -> Optional.ofNullable(settled.get(upload.key())))
                .allMatch(item -> item.filter(i -> i.state() == State.READY).isPresent());
        return allReady ? 0 : 1;
    }

    private static String table(List<Uploads.Upload> uploads, Map<ObjectKey, LedgerItem> settled) {
        TextTable table = new TextTable("OBJECT KEY", "STATE", "SIZE", "VARIANTS", "REASON");
        for (Uploads.Upload upload : uploads) {
            Optional<LedgerItem> item = Optional.ofNullable(settled.get(upload.key()));
            table.row(
                    upload.key().value(),
                    item.map(i -> i.state().name()).orElse("still PENDING, see photos status"),
                    item.flatMap(LedgerItem::picture)
                            .map(Picture::upright)
                            .map(Object::toString)
                            .orElse(""),
                    item.map(i -> Integer.toString(i.variants().size())).orElse(""),
                    item.flatMap(LedgerItem::failure).map(UploadCommand::reason).orElse(""));
        }
        return table.text();
    }

    private static String reason(Rendering.Failure failure) {
        return failure.reason() + ": " + failure.message();
    }
}
