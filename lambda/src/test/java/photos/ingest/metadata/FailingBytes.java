package photos.ingest.metadata;

import java.util.Arrays;
import java.util.function.Supplier;

/// An original whose first chunk can be read, and nothing after.
final class FailingBytes implements OriginalBytes {
    private final byte[] head;
    private final Supplier<RuntimeException> failure;

    FailingBytes(byte[] head, Supplier<RuntimeException> failure) {
        this.head = Arrays.copyOf(head, LazyBytes.FIRST_CHUNK);
        Arrays.fill(this.head, head.length, head.length + 4, (byte) 8);
        this.failure = failure;
    }

    @Override
    public long size() {
        return 1L << 30;
    }

    @Override
    public byte[] read(long offset, int length) {
        if (offset > 0) {
            throw failure.get();
        }
        return head.clone();
    }
}
