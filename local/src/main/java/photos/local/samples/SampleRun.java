package photos.local.samples;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import photos.cli.Progress;
import photos.cli.TextTable;
import photos.digest.Digest;
import photos.ledger.Ledger;
import photos.ledger.LedgerItem;
import photos.ledger.Rendering;
import photos.storage.Generation;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;
import photos.upload.Awaiting;
import photos.upload.Uploads;
import photos.upload.Uploads.Upload;

/// Uploads the samples, waits for what becomes of each, and compares it with what has to.
///
/// @param again whether to upload also what is there from an earlier run
/// @param limit how long to wait for all of them
public record SampleRun(ObjectStore store, Ledger ledger, PrintStream out, boolean again, Duration limit) {

    /// @return whether all ended as expected
    /// @throws photos.outage.Unavailable if S3 or DynamoDB do not answer
    public boolean run(List<Upload> samples) throws IOException, InterruptedException {
        List<Upload> missing = new ArrayList<>();
        for (Upload sample : samples) {
            if (again || !isThere(sample)) {
                missing.add(sample);
            }
        }
        if (missing.size() < samples.size()) {
            out.println((samples.size() - missing.size()) + " of " + samples.size()
                    + " samples are there from an earlier run");
        }
        if (!missing.isEmpty()) {
            try (Progress progress = Progress.of("Uploading samples", missing.size(), out)) {
                Uploads.send(store, missing, sent -> progress.step());
            }
        }
        return report(samples, await(samples));
    }

    /// S3's ETag of an object that was put in one piece is its MD5.
    private boolean isThere(Upload sample) throws IOException {
        Optional<ObjectHead> head = store.head(sample.key());
        return head.isPresent() && head.get().eTag().equals(Digest.MD5.hex(sample.file()));
    }

    private Map<ObjectKey, LedgerItem> await(List<Upload> samples) throws InterruptedException {
        Map<ObjectKey, Generation> generations = new HashMap<>();
        for (Upload sample : samples) {
            store.head(sample.key()).ifPresent(head -> generations.put(sample.key(), head.generation()));
        }
        try (Progress progress = Progress.of("Rendering", samples.size(), out)) {
            return Awaiting.settled(ledger, generations, limit, item -> progress.step());
        }
    }

    private boolean report(List<Upload> samples, Map<ObjectKey, LedgerItem> settled) throws IOException {
        TextTable table = new TextTable("SAMPLE", "STATE", "SIZE", "VARIANTS", "CAMERA", "AS EXPECTED");
        List<String> differences = new ArrayList<>();
        for (Upload sample : samples) {
            Map<String, Object> item = ledger.attributes(sample.key()).orElse(Map.of());
            List<String> otherwise = settled.containsKey(sample.key())
                    ? Expectation.beside(sample.file()).differences(item)
                    : List.of("it was not settled within " + limit.toSeconds() + " s");
            otherwise.forEach(difference -> differences.add(sample.key() + ": " + difference));
            table.row(row(sample, Optional.ofNullable(settled.get(sample.key())), otherwise.isEmpty()));
        }
        out.print(table.text());
        differences.forEach(out::println);
        return differences.isEmpty();
    }

    private static String[] row(Upload sample, Optional<LedgerItem> item, boolean asExpected) {
        return new String[] {
            sample.file().getFileName().toString(),
            item.map(SampleRun::state).orElse("PENDING"),
            item.flatMap(LedgerItem::picture).map(p -> p.upright().toString()).orElse(""),
            item.map(i -> Integer.toString(i.variants().size())).orElse(""),
            item.flatMap(LedgerItem::cameraName).orElse(""),
            asExpected ? "yes" : "NO"
        };
    }

    private static String state(LedgerItem item) {
        return item.failure()
                .map(Rendering.Failure::reason)
                .map(reason -> item.state() + " " + reason)
                .orElse(item.state().name());
    }
}
