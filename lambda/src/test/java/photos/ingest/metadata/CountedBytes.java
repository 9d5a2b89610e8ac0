package photos.ingest.metadata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// An original in memory that knows how much of it was read.
final class CountedBytes implements OriginalBytes {
    private final byte[] bytes;
    private long read;
    private int requests;

    CountedBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    static CountedBytes of(Path file) throws IOException {
        return new CountedBytes(Files.readAllBytes(file));
    }

    long bytesRead() {
        return read;
    }

    int requests() {
        return requests;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public byte[] read(long offset, int length) {
        byte[] part = Arrays.copyOfRange(bytes, (int) offset, (int) Math.min(bytes.length, offset + length));
        read += part.length;
        requests++;
        return part;
    }
}
