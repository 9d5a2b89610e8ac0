package photos.ingest;

import java.time.Clock;
import java.util.Optional;
import photos.ingest.metadata.MetadataReader;
import photos.ingest.place.Towns;
import photos.ledger.IngestLedger;
import photos.ledger.Ledger;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;
import photos.storage.ObjectMoved;
import photos.storage.ObjectStore;
import photos.storage.ObjectUnreadable;

/// The Lambda's half of the protocol, for one object key: compare what the ledger remembers with what S3 has, write
/// down the difference, and have the image processor act on it. Nothing but the key is taken from the event.
final class Ingest {
    /// How often to look before the hint goes back to the queue: once more after each write of one's own, and again
    /// when others write at the same time.
    private static final int ROUNDS = 6;

    private final String bucket;
    private final ObjectStore store;
    private final IngestLedger ledger;
    private final MetadataReader metadataReader;
    private final Towns towns;
    private final JobSender jobs;
    private final Clock clock;

    Ingest(
            String bucket,
            ObjectStore store,
            IngestLedger ledger,
            MetadataReader metadataReader,
            Towns towns,
            JobSender jobs,
            Clock clock) {
        this.bucket = bucket;
        this.store = store;
        this.ledger = ledger;
        this.metadataReader = metadataReader;
        this.towns = towns;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// Where the ledger stands after it was compared with S3.
    private enum Memory {
        /// It agrees; the image processor has to act on it.
        AGREES,
        /// It knows nothing, and there is nothing.
        KNOWS_NOTHING,
        /// It was written to, here or by another invocation at the same time: look again.
        MOVED
    }

    /// @throws Unavailable if a service does not answer, the key keeps changing, or no time is left for the next
    /// step
    IngestOutcome ingest(ObjectKey key, TimeLeft time) {
        for (int round = 0; round < ROUNDS; round++) {
            switch (remember(key, time)) {
                case KNOWS_NOTHING -> {
                    return new IngestOutcome.NothingThere(key);
                }
                case AGREES -> {
                    Optional<State> state = jobs.submit(key, time);
                    if (state.isPresent()) {
                        return new IngestOutcome.Settled(key, state.get());
                    }
                }
                case MOVED -> {}
            }
        }
        throw new Unavailable(key + " changed " + ROUNDS + " times while it was looked at");
    }

    /// Compares, and writes down a difference. A write is never the last word: the bucket may have changed since it was
    /// looked at, and the hint of that change may have found nothing to do before the write.
    private Memory remember(ObjectKey key, TimeLeft time) {
        time.requireFor(TimeLeft.REQUEST);
        Optional<LedgerItem> seen = ledger.find(key);
        time.requireFor(TimeLeft.REQUEST);
        Optional<ObjectHead> head = store.head(key); // strictly after the ledger was read
        if (head.isEmpty()) {
            return rememberAbsence(key, seen, time);
        }
        return seen.filter(item -> knows(item, head.get())).isPresent()
                ? Memory.AGREES
                : rememberPhoto(key, seen, head.get(), time);
    }

    private Memory rememberAbsence(ObjectKey key, Optional<LedgerItem> seen, TimeLeft time) {
        if (seen.isEmpty()) {
            return Memory.KNOWS_NOTHING;
        }
        LedgerItem item = seen.get();
        if (item.state() == State.DELETED) {
            return Memory.AGREES;
        }
        time.requireFor(TimeLeft.REQUEST);
        ledger.bury(key, item.fence(), clock.instant().plus(Ledger.TOMBSTONE_LIFE));
        return Memory.MOVED;
    }

    /// A duplicate must not disturb a render under way.
    private static boolean knows(LedgerItem item, ObjectHead head) {
        return isOf(item, head) && item.metadataVersion() == PhotoMetadata.VERSION;
    }

    private static boolean isOf(LedgerItem item, ObjectHead head) {
        return item.state() != State.DELETED && item.generation().equals(head.generation());
    }

    private Memory rememberPhoto(ObjectKey key, Optional<LedgerItem> seen, ObjectHead head, TimeLeft time) {
        try {
            PhotoMetadata metadata = metadata(head, time);
            if (metadata.version() == PhotoMetadata.UNREAD
                    && seen.filter(item -> isOf(item, head)).isPresent()) {
                return Memory.AGREES; // no more can be known now than is
            }
            time.requireFor(TimeLeft.REQUEST);
            ledger.handOver(key, seen.map(LedgerItem::fence), Original.of(bucket, head), metadata);
        } catch (ObjectMoved _) {
            // replaced while it was read: the next round sees the new one
        }
        return Memory.MOVED;
    }

    private PhotoMetadata metadata(ObjectHead head, TimeLeft time) throws ObjectMoved {
        if (!head.readable()) {
            return PhotoMetadata.unread("the original is archived or encrypted with a customer's key");
        }
        try {
            PhotoMetadata read = metadataReader.read(new RangedOriginal(store, head, time));
            return read.position().flatMap(towns::around).map(read::at).orElse(read);
        } catch (Unavailable e) {
            if (e.getCause() instanceof ObjectUnreadable why) {
                return PhotoMetadata.unread(String.valueOf(why.getMessage()));
            }
            throw e;
        }
    }
}
