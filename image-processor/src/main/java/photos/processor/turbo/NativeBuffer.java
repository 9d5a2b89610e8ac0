package photos.processor.turbo;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory outside the heap that grows as needed and is used again.
@SuppressWarnings("MustBeClosedChecker") // closed by release
final class NativeBuffer {
    private static final long ALIGNMENT = 64;

    private Arena arena = Arena.ofShared();
    private MemorySegment segment = MemorySegment.NULL;

    /// At least so many bytes, with whatever is in them.
    MemorySegment ofAtLeast(long bytes) {
        if (segment.byteSize() < bytes) {
            release();
            segment = arena.allocate(bytes, ALIGNMENT);
        }
        return segment;
    }

    /// Gives back what is too much to be kept for the next picture.
    void trim(long keptBytes) {
        if (segment.byteSize() > keptBytes) {
            release();
        }
    }

    private void release() {
        arena.close();
        arena = Arena.ofShared();
        segment = MemorySegment.NULL;
    }
}
