package photos.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import photos.storage.Generation;
import photos.storage.ObjectKey;

/// One item of the ledger: what is known of an original and what became of it.
///
/// @param metadataVersion which [PhotoMetadata#VERSION] wrote the metadata, or [PhotoMetadata#UNREAD]
/// @param original absent on a tombstone
/// @param picture absent on a tombstone and where the bytes are no picture
/// @param captureTime absent where unknown
/// @param cameraName absent where unknown
/// @param failure the reason, where the state has one
/// @param attempts renders of this generation begun whose decoder never answered, had too little memory, or whose
/// answer could not be written down; they stay when the photo is rendered nevertheless, until the next hand-over or
/// retry
/// @param workerDeaths deaths of a worker process over this original
/// @param recipe what the published variants were made with
/// @param published the generation that the variants show; may be an older one while the state is `PENDING`
/// @param took how long the last render took that published anything
/// @param damage what was wrong with the original that the published variants were made of; absent if it was whole
/// @param thumbhash placeholder of what is published, in base64
/// @param updatedAt of the image processor's last commit
public record LedgerItem(
        ObjectKey key,
        Generation generation,
        long fence,
        State state,
        int metadataVersion,
        Optional<Original> original,
        Optional<Picture> picture,
        Optional<CaptureTime> captureTime,
        Optional<String> cameraName,
        Optional<Rendering.Failure> failure,
        int attempts,
        int workerDeaths,
        Optional<String> recipe,
        Optional<Generation> published,
        List<PublishedVariant> variants,
        Optional<Rendering.Failure> damage,
        Optional<Duration> took,
        Optional<String> thumbhash,
        Optional<Instant> updatedAt) {
    /// So many deaths of a worker process over one original are the original's fault.
    public static final int MAX_WORKER_DEATHS = 3;

    public LedgerItem {
        variants = List.copyOf(variants);
    }

    public Claim claim() {
        return new Claim(key, generation, fence);
    }
}
