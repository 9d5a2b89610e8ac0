package photos.ingest;

import photos.ledger.State;
import photos.storage.ObjectKey;

/// How a hint ended.
sealed interface IngestOutcome {
    /// The image processor settled the photo in this state.
    record Settled(ObjectKey key, State state) implements IngestOutcome {}

    /// Neither the bucket nor the ledger has the key: nothing to do.
    record NothingThere(ObjectKey key) implements IngestOutcome {}
}
