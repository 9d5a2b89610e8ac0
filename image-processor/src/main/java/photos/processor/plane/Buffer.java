package photos.processor.plane;

/// Samples that are used again for the next row or plane.
final class Buffer {
    private static final int KEPT_BYTES = 16 << 20;

    private byte[] samples = {};

    /// @return so many samples or more, with whatever was left in them
    byte[] ofAtLeast(int count) {
        if (samples.length < count) {
            samples = new byte[count];
        }
        return samples;
    }

    /// Gives back what is too much to be kept.
    void trim() {
        if (samples.length > KEPT_BYTES) {
            samples = new byte[0];
        }
    }
}
