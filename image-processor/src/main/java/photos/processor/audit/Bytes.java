package photos.processor.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The bytes of an object, read once from start to end.
final class Bytes {
    private final InputStream in;
    private long at;

    Bytes(InputStream in) {
        this.in = in;
    }

    int u8() throws IOException, Damaged {
        int value = in.read();
        if (value < 0) {
            throw ended();
        }
        at++;
        return value;
    }

    int u16() throws IOException, Damaged {
        return (u8() << 8) | u8();
    }

    long u32() throws IOException, Damaged {
        return ((long) u16() << 16) | u16();
    }

    long u32LittleEndian() throws IOException, Damaged {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(take(4)).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }

    /// @param length small
    byte[] take(int length) throws IOException, Damaged {
        byte[] bytes = in.readNBytes(length);
        at += bytes.length;
        if (bytes.length < length) {
            throw ended();
        }
        return bytes;
    }

    String text(int length) throws IOException, Damaged {
        return new String(take(length), StandardCharsets.ISO_8859_1);
    }

    void skip(long length) throws IOException, Damaged {
        long left = length;
        while (left > 0) {
            long skipped = in.skip(left);
            if (skipped <= 0) {
                u8();
                skipped = 1;
            } else {
                at += skipped;
            }
            left -= skipped;
        }
    }

    /// Reads on to the end.
    ///
    /// @return how many bytes that were
    long rest() throws IOException {
        byte[] buffer = new byte[8192];
        long rest = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            rest += read;
        }
        at += rest;
        return rest;
    }

    long at() {
        return at;
    }

    private Damaged ended() {
        return new Damaged("it ends too early, after " + at + " bytes");
    }
}
