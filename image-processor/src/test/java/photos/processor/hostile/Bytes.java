package photos.processor.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Puts files together from numbers and text.
final class Bytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static Bytes of(String latin1) {
        return new Bytes().text(latin1);
    }

    static Bytes of(byte[] start) {
        return new Bytes().add(start);
    }

    Bytes text(String latin1) {
        bytes.writeBytes(latin1.getBytes(ISO_8859_1));
        return this;
    }

    Bytes add(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    Bytes add(byte[] more, int from, int to) {
        bytes.write(more, from, to - from);
        return this;
    }

    Bytes add(Bytes more) {
        return add(more.array());
    }

    Bytes u8(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    Bytes be16(int... values) {
        for (int value : values) {
            u8(value >> 8, value);
        }
        return this;
    }

    Bytes be32(int... values) {
        for (int value : values) {
            be16(value >> 16, value);
        }
        return this;
    }

    Bytes le16(int... values) {
        for (int value : values) {
            u8(value, value >> 8);
        }
        return this;
    }

    Bytes le32(int... values) {
        for (int value : values) {
            le16(value, value >> 16);
        }
        return this;
    }

    Bytes fill(int value, int count) {
        byte[] filled = new byte[count];
        Arrays.fill(filled, (byte) value);
        return add(filled);
    }

    Bytes times(int count, Bytes piece) {
        byte[] repeated = piece.array();
        for (int i = 0; i < count; i++) {
            add(repeated);
        }
        return this;
    }

    /// A PNG chunk with the checksum it should have.
    Bytes chunk(String type, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(ISO_8859_1));
        crc.update(data);
        return be32(data.length).text(type).add(data).be32((int) crc.getValue());
    }

    /// A RIFF chunk, padded to an even length.
    Bytes riff(String type, byte[] data) {
        return text(type).le32(data.length).add(data).fill(0, data.length & 1);
    }

    int size() {
        return bytes.size();
    }

    byte[] array() {
        return bytes.toByteArray();
    }

    /// Zeros, compressed as far as deflate goes: 1 to about 1,030.
    static byte[] deflatedZeros(long count) {
        return deflated(new byte[1 << 16], count);
    }

    static byte[] deflated(byte[] data) {
        return deflated(data, data.length);
    }

    private static byte[] deflated(byte[] piece, long count) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        Deflater best = new Deflater(9);
        try (DeflaterOutputStream stream = new DeflaterOutputStream(compressed, best)) {
            for (long left = count; left > 0; left -= piece.length) {
                stream.write(piece, 0, (int) Math.min(left, piece.length));
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written", e);
        } finally {
            best.end();
        }
        return compressed.toByteArray();
    }

    /// The same with other bytes at one place.
    static byte[] patched(byte[] file, int at, int... values) {
        byte[] copy = file.clone();
        for (int i = 0; i < values.length; i++) {
            copy[at + i] = (byte) values[i];
        }
        return copy;
    }
}
