package photos.processor.gate;

import java.time.Duration;
import photos.image.Dimensions;
import photos.ledger.Reason;

/// What one photo may cost.
///
/// @param bytes largest file
/// @param pixels most pixels, of the canvas and of the first frame each
/// @param jpegScans most scans of a JPEG
/// @param tiffDirectories most directories of a TIFF
/// @param costBytes most memory for decoding, as computed from the header
/// @param deadline longest time for one render, wall clock
public record GateLimits(
        long bytes, long pixels, int jpegScans, int tiffDirectories, long costBytes, Duration deadline) {
    /// Largest file of the usual limits.
    public static final long USUAL_BYTES = 100_000_000;

    public GateLimits {
        if (bytes < 1
                || pixels < 1
                || jpegScans < 1
                || tiffDirectories < 1
                || costBytes < 1
                || !deadline.isPositive()) {
            throw new IllegalArgumentException(
                    "every limit of the gate is positive, were " + bytes + " bytes, " + pixels
                            + " pixels, " + jpegScans + " scans, " + tiffDirectories + " directories, " + costBytes
                            + " bytes of cost, " + deadline);
        }
    }

    /// The usual limits: 100 MB, 210 megapixels, 100 scans, 64 directories, 30 seconds.
    ///
    /// @param costBytes what of the heap one photo may take
    public static GateLimits withBudget(long costBytes) {
        return new GateLimits(USUAL_BYTES, 210_000_000, 100, 64, costBytes, Duration.ofSeconds(30));
    }

    void checkPixels(Dimensions size) throws Refusal {
        if (size.pixels() > pixels) {
            throw new Refusal(
                    Reason.TOO_MANY_PIXELS,
                    "the picture is %s, %,d pixels, at most %,d are allowed".formatted(size, size.pixels(), pixels));
        }
    }

    /// The same with another deadline.
    public GateLimits within(Duration otherDeadline) {
        return new GateLimits(bytes, pixels, jpegScans, tiffDirectories, costBytes, otherDeadline);
    }
}
