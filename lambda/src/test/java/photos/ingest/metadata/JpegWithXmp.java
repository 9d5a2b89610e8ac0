package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A JPEG with XMP, and with EXIF if a test wants both.
final class JpegWithXmp {
    private static final String NAME = "http://ns.adobe.com/xap/1.0/\0";

    private JpegWithXmp() {}

    /// @param attributes of the only description, such as `xmp:Rating='1'`
    /// @param elements within it
    static byte[] of(JpegWithExif photo, String attributes, String elements) {
        byte[] packet = ("<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                        + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<rdf:Description xmlns:exif='http://ns.adobe.com/exif/1.0/'"
                        + " xmlns:exifEX='http://cipa.jp/exif/1.0/' xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
                        + " xmlns:aux='http://ns.adobe.com/exif/1.0/aux/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
                        + " xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'"
                        + " xmlns:dc='http://purl.org/dc/elements/1.1/' " + attributes + ">" + elements
                        + "</rdf:Description></rdf:RDF></x:xmpmeta>")
                .getBytes(UTF_8);
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
