package photos.processor.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The bytes of a file at any position, through one window of 64 KB.
final class FileBytes implements Closeable {
    private static final int WINDOW_BYTES = 1 << 16;

    /// Windows read beyond four times the whole file; no sound file makes a walk go to and fro so often.
    private static final long MAX_PIECES = 10_000;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVERY_BYTE = 0x0101010101010101L;
    private static final int BLOCK = 4 * Long.BYTES;

    private final FileChannel channel;
    private final long size;
    private final Runnable check;
    private final long mostPieces;
    private long pieces;
    private final byte[] window = new byte[WINDOW_BYTES];
    private long start;
    private int length;

    private FileBytes(FileChannel channel, long size, Runnable check) {
        this.channel = channel;
        this.size = size;
        this.check = check;
        this.mostPieces = MAX_PIECES + 4 * (size / WINDOW_BYTES);
    }

    /// @param check called before each piece is read
    static FileBytes open(Path file, Runnable check) throws IOException {
        FileChannel channel = FileChannel.open(file);
        return new FileBytes(channel, channel.size(), check);
    }

    long size() {
        return size;
    }

    int u8(long at) throws IOException, PastTheEnd {
        if (at < start || at >= start + length) {
            load(at);
        }
        return window[(int) (at - start)] & 0xFF;
    }

    int u16(long at, ByteOrder order) throws IOException, PastTheEnd {
        int first = u8(at);
        int second = u8(at + 1);
        return order == ByteOrder.BIG_ENDIAN ? first << 8 | second : second << 8 | first;
    }

    long u32(long at, ByteOrder order) throws IOException, PastTheEnd {
        long first = u16(at, order);
        long second = u16(at + 2, order);
        return order == ByteOrder.BIG_ENDIAN ? first << 16 | second : second << 16 | first;
    }

    /// May be negative: no file is that long, so callers compare with [#size].
    long i64(long at, ByteOrder order) throws IOException, PastTheEnd {
        long first = u32(at, order);
        long second = u32(at + 4, order);
        return order == ByteOrder.BIG_ENDIAN ? first << 32 | second : second << 32 | first;
    }

    /// A copy; the caller has bounded the length.
    byte[] bytes(long at, int count) throws IOException, PastTheEnd {
        if (at < 0 || at + count > size) {
            throw new PastTheEnd(at + count, size);
        }
        byte[] copy = new byte[count];
        for (int i = 0; i < count; ) {
            u8(at + i);
            int inWindow = (int) (at + i - start);
            int step = Math.min(count - i, length - inWindow);
            System.arraycopy(window, inWindow, copy, i, step);
            i += step;
        }
        return copy;
    }

    /// Four characters of a chunk's type.
    String fourCharacters(long at) throws IOException, PastTheEnd {
        return new String(bytes(at, 4), ISO_8859_1);
    }

    /// Whether the file has these Latin-1 characters at a position, and reaches that far.
    boolean has(long at, String characters) throws IOException, PastTheEnd {
        return at + characters.length() <= size
                && new String(bytes(at, characters.length()), ISO_8859_1).equals(characters);
    }

    /// The next position of a byte, or the file's size.
    long find(int wanted, long from) throws IOException, PastTheEnd {
        byte target = (byte) wanted;
        long at = from;
        while (at < size) {
            u8(at);
            int found = indexOf(target, (int) (at - start));
            if (found >= 0) {
                return start + found;
            }
            at = start + length;
        }
        return size;
    }

    /// Most blocks hold none.
    private int indexOf(byte target, int from) {
        long all = (target & 0xFFL) * EVERY_BYTE;
        int i = from;
        while (i + BLOCK <= length
                && (zeros(i, all) | zeros(i + 8, all) | zeros(i + 16, all) | zeros(i + 24, all)) == 0) {
            i += BLOCK;
        }
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            long zeros = zeros(i, all);
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        for (; i < length; i++) {
            if (window[i] == target) {
                return i;
            }
        }
        return -1;
    }

    /// Eight bytes at a time: a byte that is the target is zero once the target is taken out of all; the lowest bit
    /// that is set is of the first such byte (Henry S. Warren, Hacker's Delight, 6-1).
    private long zeros(int at, long all) {
        long rest = (long) LONGS.get(window, at) ^ all;
        return (rest - EVERY_BYTE) & ~rest & (EVERY_BYTE << 7);
    }

    private void load(long at) throws IOException, PastTheEnd {
        if (at < 0 || at >= size) {
            throw new PastTheEnd(at, size);
        }
        check.run();
        if (++pieces > mostPieces) {
            throw new TooManyPieces(mostPieces);
        }
        ByteBuffer buffer = ByteBuffer.wrap(window);
        length = 0;
        start = at;
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {
            // the channel may give less than asked
        }
        length = buffer.position();
        if (length == 0) {
            throw new PastTheEnd(at, size);
        }
    }

    /// Unchecked, since no walk can do anything about it.
    static final class TooManyPieces extends RuntimeException {
        private TooManyPieces(long most) {
            super("to know what is in the file takes reading more than " + most + " pieces of it");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
