package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Photos with what is nobody's business: who took them, and where.
final class ExifPhoto {
    private static final int ARTIST = 0x013B;
    private static final int GPS = 0x8825;
    private static final int ASCII = 2;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int ENTRY = 12;

    private ExifPhoto() {}

    /// The photo with EXIF before everything else, taken at 47° 22' 30" N, 8° 32' 24" E: 47.375, 8.54.
    static byte[] by(String owner, byte[] jpeg) {
        byte[] exif = tiff(owner);
        ByteBuffer photo = ByteBuffer.allocate(jpeg.length + exif.length + 10);
        photo.put(jpeg, 0, 2);
        photo.putShort((short) 0xFFE1).putShort((short) (exif.length + 8));
        photo.put("Exif\0\0".getBytes(US_ASCII)).put(exif);
        return photo.put(jpeg, 2, jpeg.length - 2).array();
    }

    private static byte[] tiff(String owner) {
        byte[] name = Arrays.copyOf(owner.getBytes(US_ASCII), owner.length() + 1);
        int first = 8;
        int gps = first + 2 + 2 * ENTRY + 4;
        int values = gps + 2 + 4 * ENTRY + 4;
        ByteBuffer tiff = ByteBuffer.allocate(values + 48 + name.length);
        tiff.put("MM".getBytes(US_ASCII)).putShort((short) 42).putInt(first);
        tiff.putShort((short) 2);
        entry(tiff, ARTIST, ASCII, name.length, values + 48);
        entry(tiff, GPS, LONG, 1, gps);
        tiff.putInt(0);
        tiff.putShort((short) 4);
        entry(tiff, 1, ASCII, 2, 'N' << 24);
        entry(tiff, 2, RATIONAL, 3, values);
        entry(tiff, 3, ASCII, 2, 'E' << 24);
        entry(tiff, 4, RATIONAL, 3, values + 24);
        tiff.putInt(0);
        for (int number : new int[] {47, 22, 30, 8, 32, 24}) {
            tiff.putInt(number).putInt(1);
        }
        return tiff.put(name).array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
