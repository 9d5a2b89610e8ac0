package photos.ingest.metadata;

import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import photos.storage.ObjectMoved;

/// An original's bytes, fetched in chunks when they are asked for: first 64 KB, where most cameras put everything,
/// then 256 KB around whatever is wanted. A few chunks are kept; no more than 32 MB are ever fetched.
final class LazyBytes {
    static final int FIRST_CHUNK = 64 * 1024;
    static final int CHUNK = 256 * 1024;
    static final long MAX_FETCHED = 32L * 1024 * 1024;
    private static final int CHUNKS_KEPT = 16;

    private final OriginalBytes original;
    private final long size;
    private final Map<Long, byte[]> chunks = new LinkedHashMap<>(CHUNKS_KEPT, 0.75f, true);
    private long fetched;
    private long currentStart;
    private byte[] current = {};

    LazyBytes(OriginalBytes original) {
        this.original = original;
        this.size = original.size();
    }

    long size() {
        return size;
    }

    /// How many were fetched so far.
    long fetched() {
        return fetched;
    }

    /// As many of the first bytes as there are, at most this many.
    byte[] head(int length) throws IOException, ObjectMoved {
        return read(0, (int) Math.min(length, size));
    }

    /// 0 to 255.
    int byteAt(long offset) throws IOException, ObjectMoved {
        if (offset < currentStart || offset >= currentStart + current.length) {
            seek(offset);
        }
        return current[(int) (offset - currentStart)] & 0xFF;
    }

    /// Exactly this part.
    byte[] read(long offset, int length) throws IOException, ObjectMoved {
        if (offset < 0 || length < 0 || offset + length > size) {
            throw new EOFException("the file ends at byte " + size + ", wanted " + length + " bytes at " + offset);
        }
        byte[] part = new byte[length];
        int done = 0;
        while (done < length) {
            seek(offset + done);
            int from = (int) (offset + done - currentStart);
            int count = Math.min(current.length - from, length - done);
            System.arraycopy(current, from, part, done, count);
            done += count;
        }
        return part;
    }

    /// Big-endian.
    int uint16(long offset) throws IOException, ObjectMoved {
        return byteAt(offset) << 8 | byteAt(offset + 1);
    }

    /// Big-endian.
    long uint32(long offset) throws IOException, ObjectMoved {
        return (long) uint16(offset) << 16 | uint16(offset + 2);
    }

    /// Little-endian.
    long uint32LittleEndian(long offset) throws IOException, ObjectMoved {
        return Integer.toUnsignedLong(int32LittleEndian(offset));
    }

    /// Little-endian.
    int int32LittleEndian(long offset) throws IOException, ObjectMoved {
        return Integer.reverseBytes((int) uint32(offset));
    }

    private void seek(long offset) throws IOException, ObjectMoved {
        if (offset < 0 || offset >= size) {
            throw new EOFException("the file ends at byte " + size + ", wanted byte " + offset);
        }
        long start = offset < FIRST_CHUNK ? 0 : FIRST_CHUNK + (offset - FIRST_CHUNK) / CHUNK * CHUNK;
        byte[] kept = chunks.get(start);
        current = kept == null ? fetch(start) : kept;
        currentStart = start;
        if (offset >= start + current.length) {
            throw new EOFException("the file ended at byte " + (start + current.length) + ", expected " + size);
        }
    }

    private byte[] fetch(long start) throws IOException, ObjectMoved {
        int length = (int) Math.min(start == 0 ? FIRST_CHUNK : CHUNK, size - start);
        if (fetched + length > MAX_FETCHED) {
            throw new IOException("stopped after " + fetched + " bytes: no more than " + MAX_FETCHED
                    + " are read for the metadata of one file");
        }
        byte[] chunk = original.read(start, length);
        fetched += length;
        if (chunks.size() >= CHUNKS_KEPT) {
            chunks.remove(chunks.keySet().iterator().next());
        }
        chunks.put(start, chunk);
        return chunk;
    }
}
