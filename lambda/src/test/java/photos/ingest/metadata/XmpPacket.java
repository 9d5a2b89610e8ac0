package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

/// XMP of one description, as programs write it.
final class XmpPacket {
    private XmpPacket() {}

    /// @param attributes of the description, such as `xmp:Rating='1'`
    /// @param elements within it
    static byte[] of(String attributes, String elements) {
        return ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<rdf:Description xmlns:exif='http://ns.adobe.com/exif/1.0/'"
                        + " xmlns:exifEX='http://cipa.jp/exif/1.0/' xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
                        + " xmlns:aux='http://ns.adobe.com/exif/1.0/aux/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
                        + " xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'"
                        + " xmlns:dc='http://purl.org/dc/elements/1.1/' " + attributes + ">" + elements
                        + "</rdf:Description></rdf:RDF></x:xmpmeta>")
                .getBytes(UTF_8);
    }

    static byte[] of(String attributes) {
        return of(attributes, "");
    }
}
