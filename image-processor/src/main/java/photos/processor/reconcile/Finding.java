package photos.processor.reconcile;

import java.time.Duration;
import java.util.Optional;
import photos.storage.ObjectKey;

/// A photo that is not as it should be.
///
/// @param isUnknown neither bucket nor ledger know it, only its results are there
/// @param bytesToRead of the original, by the Lambda and the image processor
/// @param originalBytes its size
/// @param renders whether the original will be decoded
/// @param tookBefore how long rendering it took the last time
public record Finding(
        ObjectKey key,
        Kind kind,
        boolean isUnknown,
        long bytesToRead,
        long originalBytes,
        boolean renders,
        Optional<Duration> tookBefore) {}
