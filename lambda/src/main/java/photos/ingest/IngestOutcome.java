package photos.ingest;

import photos.ledger.State;
import photos.storage.ObjectKey;

/// How a hint ended.
sealed interface IngestOutcome {
    /// The image processor has said its word.
    record Settled(ObjectKey key, State state) implements IngestOutcome {}

    /// There never was an original, or nothing that is left to do.
    record NothingThere(ObjectKey key) implements IngestOutcome {}
}
