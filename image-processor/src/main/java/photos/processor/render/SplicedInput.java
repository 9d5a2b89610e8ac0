package photos.processor.render;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;
import photos.processor.gate.Part;

/// What a decoder gets to see of a file: parts of it, as if they were the whole. Reads the file through a window.
final class SplicedInput extends ImageInputStreamImpl {
    private static final int WINDOW_BYTES = 1 << 16;

    /// Some decoders take zeros for what is missing, and may want them for ever.
    private static final int MAX_READS_PAST_THE_END = 500;

    private final FileChannel channel;
    private final Deadline deadline;
    private final List<Part> parts;
    private final long[] starts;
    private final long length;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
    private long windowStart;
    private int current;
    private int readsPastTheEnd;
    private @Nullable IOException diskFailure;

    SplicedInput(Path file, List<Part> parts, Deadline deadline) throws IOException {
        this.deadline = deadline;
        this.channel = FileChannel.open(file);
        this.parts = parts;
        this.starts = new long[parts.size()];
        long at = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            at += parts.get(i).length();
        }
        this.length = at;
    }

    /// The disk's own error, which a decoder may have taken for the picture's.
    Optional<IOException> diskFailure() {
        return Optional.ofNullable(diskFailure);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        if (!fill()) {
            return -1;
        }
        return window.get((int) (streamPos++ - windowStart)) & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        checkClosed();
        bitOffset = 0;
        if (count == 0) {
            return 0;
        }
        int done = 0;
        // As much as there is: the readers of numbers in the superclass take less for the end.
        while (done < count && fill()) {
            int at = (int) (streamPos - windowStart);
            int step = Math.min(count - done, window.limit() - at);
            window.get(at, target, offset + done, step);
            streamPos += step;
            done += step;
        }
        return done == 0 ? -1 : done;
    }

    /// Makes sure that the window holds the byte at the position.
    private boolean fill() throws IOException {
        if (streamPos >= windowStart && streamPos < windowStart + window.limit()) {
            return true;
        }
        if (streamPos >= length) {
            if (++readsPastTheEnd > MAX_READS_PAST_THE_END) {
                throw new IOException("the decoder keeps reading past the end");
            }
            return false;
        }
        // Decoders that make no progress still read.
        deadline.check();
        current = partAt(streamPos);
        window.clear();
        windowStart = streamPos;
        long within = streamPos - starts[current];
        switch (parts.get(current)) {
            case Part.Literal(ByteBuffer bytes) ->
                window.put(bytes.slice((int) within, (int) Math.min(bytes.remaining() - within, WINDOW_BYTES)));
            case Part.Slice(long offset, long sliceLength) -> readFile(offset + within, sliceLength - within);
        }
        window.flip();
        return window.hasRemaining();
    }

    private int partAt(long position) {
        int part = position >= starts[current] ? current : 0;
        while (position >= starts[part] + parts.get(part).length()) {
            part++;
        }
        return part;
    }

    private void readFile(long at, long available) throws IOException {
        window.limit((int) Math.min(available, WINDOW_BYTES));
        try {
            channel.read(window, at);
        } catch (IOException e) {
            diskFailure = e;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        channel.close();
    }
}
