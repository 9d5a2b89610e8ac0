package photos.processor.render;

import photos.processor.heif.Libheif;
import photos.processor.nativelib.Search;
import photos.processor.turbo.TurboJpeg;

/// The native decoders a renderer may use in its own process.
///
/// @param heif a picture can end the process that decodes it
public record Codecs(Search<TurboJpeg> turbo, Search<Libheif> heif) {
    /// libjpeg-turbo where it is installed; no HEIC and AVIF.
    public static Codecs ofThisMachine() {
        return new Codecs(TurboJpeg.find(), Libheif.off());
    }
}
