package photos.processor.render;

import photos.processor.heif.Heif;
import photos.processor.turbo.TurboJpeg;

/// The native decoders a renderer may use in its own process.
///
/// @param heif a picture can end the process that decodes it
public record Codecs(TurboJpeg.Search turbo, Heif heif) {
    /// libjpeg-turbo where it is installed; no HEIC and AVIF.
    public static Codecs ofThisMachine() {
        return new Codecs(TurboJpeg.find(), Heif.off());
    }
}
