package photos.ingest;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import photos.ingest.metadata.MetadataReader;
import photos.ingest.place.Towns;
import photos.json.MalformedJson;
import photos.ledger.IngestLedger;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.queue.Hints;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;

/// The Lambda without Lambda's own runtime: a message in, and whether it was settled out.
public final class IngestDoor {
    private static final TimeLeft FOREVER = () -> Duration.ofDays(1);

    private final Hints hints;
    private final Ingest ingest;

    /// @param jobs has the image processor do a job; answers as [JobSender] does
    public IngestDoor(
            String bucket,
            ObjectStore store,
            IngestLedger ledger,
            Function<ObjectKey, Optional<State>> jobs,
            Clock clock) {
        this.hints = new Hints(bucket);
        this.ingest = new Ingest(
                bucket, store, ledger, new MetadataReader(), new Towns(), (key, _) -> jobs.apply(key), clock);
    }

    /// @return whether the message may be deleted; otherwise it has to come again
    public boolean receive(String message) {
        boolean settled = true;
        try {
            for (ObjectKey key : hints.read(message)) {
                settled &= settle(key);
            }
        } catch (MalformedJson e) {
            throw new IllegalStateException("not a message: " + message, e);
        }
        return settled;
    }

    private boolean settle(ObjectKey key) {
        try {
            var _ = ingest.ingest(key, FOREVER);
            return true;
        } catch (Unavailable _) {
            return false;
        }
    }
}
