package photos.ingest.metadata;

import com.drew.lang.BufferBoundsException;
import com.drew.lang.RandomAccessReader;
import java.io.IOException;
import photos.storage.ObjectMoved;

/// Lets the library read a TIFF file anywhere without all of it being fetched.
final class WindowReader extends RandomAccessReader {
    private final LazyBytes file;

    WindowReader(LazyBytes file) {
        this.file = file;
    }

    /// Carries [ObjectMoved] through the library, whose readers may throw only [IOException].
    static final class Moved extends RuntimeException {
        private final ObjectMoved moved;

        Moved(ObjectMoved moved) {
            super(moved);
            this.moved = moved;
        }

        ObjectMoved moved() {
            return moved;
        }
    }

    @Override
    public int toUnshiftedOffset(int localOffset) {
        return localOffset;
    }

    @Override
    public byte getByte(int index) throws IOException {
        try {
            return (byte) file.byteAt(index);
        } catch (ObjectMoved e) {
            throw new Moved(e);
        }
    }

    @Override
    public byte[] getBytes(int index, int count) throws IOException {
        validateIndex(index, count);
        try {
            return file.read(index, count);
        } catch (ObjectMoved e) {
            throw new Moved(e);
        }
    }

    @Override
    protected void validateIndex(int index, int bytesRequested) throws IOException {
        if (!isValidIndex(index, bytesRequested)) {
            throw new BufferBoundsException(index, bytesRequested, file.size());
        }
    }

    @Override
    protected boolean isValidIndex(int index, int bytesRequested) {
        return index >= 0 && bytesRequested >= 0 && (long) index + bytesRequested <= file.size();
    }

    @Override
    public long getLength() {
        return file.size();
    }
}
