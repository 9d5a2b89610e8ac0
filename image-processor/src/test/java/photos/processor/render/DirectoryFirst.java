package photos.processor.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Rewrites a TIFF so that its directory stands before the pixels, as cameras and scanners do; whoever cuts such a file
/// short takes pixels only.
final class DirectoryFirst {
    private static final Map<Integer, Integer> BYTES_OF_TYPE =
            Map.of(1, 1, 2, 1, 3, 2, 4, 4, 5, 8, 6, 1, 7, 1, 11, 4, 12, 8);
    private static final int LONG = 4;

    private static final class Entry {
        private final int type;
        private final int count;
        private final byte[] values;

        Entry(int type, int count, byte[] values) {
            this.type = type;
            this.count = count;
            this.values = values;
        }
    }

    private final ByteBuffer tiff;
    private final Map<Integer, Entry> entries = new TreeMap<>();

    private DirectoryFirst(byte[] tiff) {
        this.tiff = ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    static byte[] of(byte[] tiff) {
        DirectoryFirst rewriting = new DirectoryFirst(tiff);
        rewriting.read();
        return rewriting.written();
    }

    private void read() {
        int directory = tiff.getInt(4);
        for (int i = 0; i < tiff.getChar(directory); i++) {
            int at = directory + 2 + 12 * i;
            int type = tiff.getChar(at + 2);
            int count = tiff.getInt(at + 4);
            byte[] values = new byte[Objects.requireNonNull(BYTES_OF_TYPE.get(type)) * count];
            tiff.get(values.length <= 4 ? at + 8 : tiff.getInt(at + 8), values);
            entries.put((int) tiff.getChar(at), new Entry(type, count, values));
        }
    }

    private byte[] written() {
        int offsetsTag = entries.containsKey(324) ? 324 : 273;
        int[] offsets = numbers(entry(offsetsTag));
        int[] lengths = numbers(entry(offsetsTag == 324 ? 325 : 279));
        entries.put(offsetsTag, new Entry(LONG, offsets.length, new byte[4 * offsets.length]));
        int values = 8 + 2 + 12 * entries.size() + 4;
        int at = values
                + entries.values().stream()
                        .mapToInt(e -> e.values.length > 4 ? e.values.length : 0)
                        .sum();
        ByteBuffer moved = ByteBuffer.wrap(entry(offsetsTag).values).order(tiff.order());
        ByteBuffer whole = ByteBuffer.allocate(at + tiff.capacity()).order(tiff.order());
        for (int i = 0; i < offsets.length; i++) {
            moved.putInt(at);
            whole.put(at, tiff.array(), offsets[i], lengths[i]);
            at += lengths[i];
        }
        whole.put((tiff.order() == ByteOrder.LITTLE_ENDIAN ? "II*\0" : "MM\0*").getBytes(ISO_8859_1))
                .putInt(8);
        whole.putShort((short) entries.size());
        for (Map.Entry<Integer, Entry> tag : entries.entrySet()) {
            Entry entry = tag.getValue();
            whole.putShort(tag.getKey().shortValue())
                    .putShort((short) entry.type)
                    .putInt(entry.count);
            if (entry.values.length <= 4) {
                whole.put(entry.values).position(whole.position() + 4 - entry.values.length);
            } else {
                whole.putInt(values).put(values, entry.values);
                values += entry.values.length;
            }
        }
        byte[] bytes = new byte[at];
        whole.get(0, bytes);
        return bytes;
    }

    private Entry entry(int tag) {
        return Objects.requireNonNull(entries.get(tag));
    }

    private int[] numbers(Entry entry) {
        ByteBuffer values = ByteBuffer.wrap(entry.values).order(tiff.order());
        int[] numbers = new int[entry.count];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = entry.type == LONG ? values.getInt() : values.getChar();
        }
        return numbers;
    }
}
