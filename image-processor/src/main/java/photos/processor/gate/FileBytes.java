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
import java.util.Optional;

/// The bytes of a file at any position, through one window of 64 KB; or of what is in memory already.
final class FileBytes implements Closeable {
    private static final int WINDOW_BYTES = 1 << 16;

    /// Windows read beyond four times the whole file; no sound file makes a walk go to and fro so often.
    private static final long MAX_PIECES = 10_000;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVERY_BYTE = 0x0101010101010101L;
    private static final int BLOCK = 4 * Long.BYTES;
    private static final long HIGH_BITS = EVERY_BYTE << 7;

    private final Optional<FileChannel> channel;
    private final long size;
    private final Runnable check;
    private final long mostPieces;
    private long pieces;
    private final byte[] window;
    private long start;
    private int length;

    private FileBytes(Optional<FileChannel> channel, long size, byte[] window, int length, Runnable check) {
        this.channel = channel;
        this.size = size;
        this.window = window;
        this.length = length;
        this.check = check;
        this.mostPieces = MAX_PIECES + 4 * (size / WINDOW_BYTES);
    }

    /// @param check called before each piece is read
    static FileBytes open(Path file, Runnable check) throws IOException {
        FileChannel channel = FileChannel.open(file);
        long size = channel.size();
        return new FileBytes(Optional.of(channel), size, new byte[(int) Math.min(WINDOW_BYTES, size)], 0, check);
    }

    /// @param bytes may be more than the file has, which is at their beginning
    static FileBytes of(byte[] bytes, int length) {
        return new FileBytes(Optional.empty(), length, bytes, length, () -> {});
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

    /// The next position of a byte of 255 that no zero follows, or the file's size. Coded data of a JPEG has a byte of
    /// 255 every few hundred, and nearly all of them are followed by a zero (T.81, F.1.2.3).
    long findUnstuffed(long from) throws IOException, PastTheEnd {
        long at = from;
        while (at < size) {
            u8(at);
            at = start + indexOfUnstuffed((int) (at - start));
            // Of the last byte in the window it is not known what follows.
            if (u8(at) == 0xFF && (at + 1 >= size || u8(at + 1) != 0)) {
                return at;
            }
            at++;
        }
        return size;
    }

    /// @return the window's last byte if there is none before it
    private int indexOfUnstuffed(int from) {
        int i = from;
        for (; i + BLOCK < length; i += BLOCK) {
            long any = ofAllBits(i) | ofAllBits(i + 8) | ofAllBits(i + 16) | ofAllBits(i + 24);
            if (any != 0 && (unstuffed(i) | unstuffed(i + 8) | unstuffed(i + 16) | unstuffed(i + 24)) != 0) {
                break;
            }
        }
        while (i < length - 1 && (window[i] != -1 || window[i + 1] == 0)) {
            i++;
        }
        return i;
    }

    /// The highest bit of each of eight bytes that is 255.
    private long ofAllBits(int at) {
        long eight = (long) LONGS.get(window, at);
        return eight & ((eight & ~HIGH_BITS) + EVERY_BYTE) & HIGH_BITS;
    }

    /// The highest bit of each of eight bytes that is 255 and is not followed by a zero.
    private long unstuffed(int at) {
        long next = (long) LONGS.get(window, at + 1);
        return ofAllBits(at) & (((next & ~HIGH_BITS) + ~HIGH_BITS) | next);
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
        return (rest - EVERY_BYTE) & ~rest & HIGH_BITS;
    }

    private void load(long at) throws IOException, PastTheEnd {
        if (at < 0 || at >= size || channel.isEmpty()) {
            throw new PastTheEnd(at, size);
        }
        check.run();
        if (++pieces > mostPieces) {
            throw new TooManyPieces(mostPieces);
        }
        ByteBuffer buffer = ByteBuffer.wrap(window);
        length = 0;
        start = at;
        while (buffer.hasRemaining() && channel.get().read(buffer, at + buffer.position()) > 0) {
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
        if (channel.isPresent()) {
            channel.get().close();
        }
    }
}
