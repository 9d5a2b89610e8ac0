package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A JPEG with XMP, and with EXIF if a test wants both.
final class JpegWithXmp {
    private static final String NAME = "http://ns.adobe.com/xap/1.0/\0";

    private JpegWithXmp() {}

    /// @param attributes of the only description, such as `xmp:Rating='1'`
    /// @param elements within it
    static byte[] of(JpegWithExif photo, String attributes, String elements) {
        byte[] packet = XmpPacket.of(attributes, elements);
        byte[] rest = photo.bytes();
        return ByteBuffer.allocate(rest.length + 4 + NAME.length() + packet.length)
                .put(rest, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (2 + NAME.length() + packet.length))
                .put(NAME.getBytes(ISO_8859_1))
                .put(packet)
                .put(Arrays.copyOfRange(rest, 2, rest.length))
                .array();
    }

    static byte[] of(String attributes) {
        return of(new JpegWithExif(), attributes, "");
    }
}
