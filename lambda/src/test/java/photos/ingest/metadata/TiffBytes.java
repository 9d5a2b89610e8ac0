package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A TIFF, least byte first, of the directories a test wants: each is written once all that it points to are.
final class TiffBytes {
    static final int OCTET = 1;
    static final int TEXT = 2;
    static final int SHORT = 3;
    static final int LONG = 4;
    static final int UNDEFINED = 7;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    TiffBytes() {
        bytes.writeBytes("II*\0\0\0\0\0".getBytes(ISO_8859_1));
    }

    /// @param count of elements, for the file says this and not how many bytes there are
    record Entry(int tag, int type, int count, ByteBuffer value) {
        /// Those with room for no more than an offset lie elsewhere.
        boolean isLong() {
            return value.limit() > 4;
        }
    }

    static Entry number(int tag, int number) {
        return new Entry(tag, SHORT, 1, little(4).putShort(0, (short) number));
    }

    static Entry text(int tag, String text) {
        return octets(tag, TEXT, (text + "\0").getBytes(ISO_8859_1));
    }

    static Entry octets(int tag, int type, byte[] value) {
        return new Entry(tag, type, value.length, ByteBuffer.wrap(value));
    }

    static Entry longs(int tag, int... numbers) {
        ByteBuffer value = little(4 * numbers.length);
        for (int number : numbers) {
            value.putInt(number);
        }
        return new Entry(tag, LONG, numbers.length, value.flip());
    }

    /// The entry of a value that lies elsewhere.
    static Entry at(int tag, int type, int count, int offset) {
        return new Entry(tag, type, count, little(4).putInt(0, offset));
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// @return where it begins
    int directory(Entry... entries) {
        int[] values = new int[entries.length];
        for (int i = 0; i < entries.length; i++) {
            values[i] = bytes.size();
            if (entries[i].isLong()) {
                byte[] value = new byte[entries[i].value().limit()];
                entries[i].value().get(0, value);
                bytes.writeBytes(value);
            }
        }
        int start = bytes.size();
        bytes.writeBytes(directory(entries, values));
        return start;
    }

    /// @param values where those lie that have no room in the directory
    static byte[] directory(Entry[] entries, int[] values) {
        ByteBuffer directory = ByteBuffer.allocate(6 + 12 * entries.length).order(ByteOrder.LITTLE_ENDIAN);
        directory.putShort((short) entries.length);
        for (int i = 0; i < entries.length; i++) {
            Entry entry = entries[i];
            directory.putShort((short) entry.tag()).putShort((short) entry.type());
            directory.putInt(entry.count());
            int room = directory.position();
            if (entry.isLong()) {
                directory.putInt(values[i]);
            } else {
                directory.put(room, entry.value(), 0, entry.value().limit()).position(room + 4);
            }
        }
        return directory.array();
    }

    /// @param directories where each begins that is not pointed to by an entry: all but the last name the next
    byte[] file(int... directories) {
        ByteBuffer file = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        int pointer = 4;
        for (int directory : directories) {
            file.putInt(pointer, directory);
            pointer = directory + 2 + 12 * file.getShort(directory);
        }
        return file.array();
    }

    /// The file of a picture of 40x30 pixels with these further entries, in one directory.
    byte[] picture(Entry... entries) {
        Entry[] all = new Entry[entries.length + 2];
        all[0] = number(0x0100, 40);
        all[1] = number(0x0101, 30);
        System.arraycopy(entries, 0, all, 2, entries.length);
        return file(directory(all));
    }
}
