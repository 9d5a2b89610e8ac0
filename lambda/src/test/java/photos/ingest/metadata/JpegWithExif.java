package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A JPEG of 40x30 pixels without any pixels, and with the EXIF a test wants.
public final class JpegWithExif {
    public static final int IFD0 = 0;
    static final int EXIF = 1;
    public static final int GPS = 2;
    private static final int EXIF_POINTER = 0x8769;
    private static final int GPS_POINTER = 0x8825;

    private record Value(int type, int count, ByteBuffer data) {}

    private final List<SortedMap<Integer, Value>> directories =
            List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    public JpegWithExif text(int directory, int tag, String text) {
        byte[] bytes = (text + "\0").getBytes(ISO_8859_1);
        return value(directory, tag, new Value(2, bytes.length, ByteBuffer.wrap(bytes)));
    }

    /// As EXIF 3.0 has it.
    JpegWithExif utf8(int directory, int tag, String text) {
        byte[] bytes = (text + "\0").getBytes(UTF_8);
        return value(directory, tag, new Value(129, bytes.length, ByteBuffer.wrap(bytes)));
    }

    JpegWithExif number(int directory, int tag, int number) {
        ByteBuffer data = ByteBuffer.allocate(4).putShort(0, (short) number);
        return value(directory, tag, new Value(3, 1, data));
    }

    JpegWithExif octet(int directory, int tag, int number) {
        return value(directory, tag, new Value(1, 1, ByteBuffer.allocate(4).put(0, (byte) number)));
    }

    JpegWithExif undefined(int directory, int tag, byte[] bytes) {
        return value(directory, tag, new Value(7, bytes.length, ByteBuffer.wrap(bytes)));
    }

    JpegWithExif octets(int directory, int tag, byte[] bytes) {
        return value(directory, tag, new Value(1, bytes.length, ByteBuffer.wrap(bytes)));
    }

    /// Numerators and denominators in turn.
    public JpegWithExif rationals(int directory, int tag, int... numbers) {
        return value(directory, tag, new Value(5, numbers.length / 2, integers(numbers)));
    }

    /// The same, of either sign.
    JpegWithExif signedRationals(int directory, int tag, int... numbers) {
        return value(directory, tag, new Value(10, numbers.length / 2, integers(numbers)));
    }

    private static ByteBuffer integers(int... numbers) {
        ByteBuffer data = ByteBuffer.allocate(numbers.length * 4);
        for (int number : numbers) {
            data.putInt(number);
        }
        return data.flip();
    }

    JpegWithExif real(int directory, int tag, double number) {
        return value(directory, tag, new Value(12, 1, ByteBuffer.allocate(8).putDouble(0, number)));
    }

    JpegWithExif reals(int directory, int tag, float... numbers) {
        ByteBuffer data = ByteBuffer.allocate(numbers.length * 4);
        for (float number : numbers) {
            data.putFloat(number);
        }
        return value(directory, tag, new Value(11, numbers.length, data.flip()));
    }

    private JpegWithExif value(int directory, int tag, Value value) {
        directories.get(directory).put(tag, value);
        return this;
    }

    public byte[] bytes() {
        byte[] exif = tiff();
        ByteBuffer segment = ByteBuffer.allocate(10 + exif.length);
        segment.putShort((short) 0xFFE1).putShort((short) (8 + exif.length));
        segment.put("Exif\0\0".getBytes(ISO_8859_1)).put(exif);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
        jpeg.writeBytes(segment.array());
        jpeg.writeBytes(frameAndScan());
        return jpeg.toByteArray();
    }

    /// A frame header of one component, and the start of a scan.
    static byte[] frameAndScan() {
        return new byte[] {
            (byte) 0xFF,
            (byte) 0xC0,
            0,
            11,
            8,
            0,
            30,
            0,
            40,
            1,
            1,
            0x11,
            0,
            (byte) 0xFF,
            (byte) 0xDA,
            0,
            8,
            1,
            1,
            0,
            0,
            63,
            0
        };
    }

    private byte[] tiff() {
        int exifStart = 8 + length(IFD0) + 24;
        int gpsStart = exifStart + length(EXIF);
        value(IFD0, EXIF_POINTER, new Value(4, 1, ByteBuffer.allocate(4).putInt(0, exifStart)));
        value(IFD0, GPS_POINTER, new Value(4, 1, ByteBuffer.allocate(4).putInt(0, gpsStart)));
        ByteBuffer tiff = ByteBuffer.allocate(gpsStart + length(GPS));
        tiff.put("MM\0*".getBytes(ISO_8859_1)).putInt(8);
        write(tiff, 8, directories.get(IFD0));
        write(tiff, exifStart, directories.get(EXIF));
        write(tiff, gpsStart, directories.get(GPS));
        return tiff.array();
    }

    private int length(int directory) {
        int data = directories.get(directory).values().stream()
                .mapToInt(v -> v.data().limit())
                .sum();
        return 6 + 12 * directories.get(directory).size() + data;
    }

    private static void write(ByteBuffer tiff, int start, SortedMap<Integer, Value> values) {
        int data = start + 6 + 12 * values.size();
        tiff.position(start).putShort((short) values.size());
        for (var entry : values.entrySet()) {
            Value value = entry.getValue();
            int length = value.data().limit();
            tiff.putShort(entry.getKey().shortValue())
                    .putShort((short) value.type())
                    .putInt(value.count());
            int inline = tiff.position();
            if (length <= 4) {
                tiff.put(inline, value.data(), 0, length);
            } else {
                tiff.putInt(inline, data);
                tiff.put(data, value.data(), 0, length);
                data += length;
            }
            tiff.position(inline + 4);
        }
        tiff.putInt(0);
    }
}
