package photos.processor;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import photos.image.ImageFormat;
import photos.processor.nativelib.Search;
import photos.processor.preset.Presets;
import photos.processor.turbo.TurboJpeg;
import photos.processor.webp.WebpLibrary;

/// The native libraries of this machine, and what is done where one is missing.
public record NativeCodecs(Search<TurboJpeg> turbo, Search<WebpLibrary> webp) {
    private static final Logger log = LoggerFactory.getLogger(NativeCodecs.class);

    static NativeCodecs ofThisMachine() {
        Search<TurboJpeg> turbo = TurboJpeg.find();
        if (turbo instanceof Search.Missing(String sentence)) {
            log.atWarn()
                    .addKeyValue("why", sentence)
                    .log("JPEGs are decoded by Java, which takes several times longer");
        }
        return new NativeCodecs(turbo, WebpLibrary.ofThisMachine());
    }

    /// A sentence for each library.
    List<String> sentences() {
        return List.of(turbo.sentence(), webp.sentence());
    }

    /// What is really made here. A format that cannot be written is left out, or replaced by JPEG where a preset has no
    /// other, and a warning says so.
    Presets effective(Presets configured) {
        return effective(configured, webp);
    }

    /// The same for whoever wants to know what an image processor on this machine makes.
    public static Presets effectiveHere(Presets configured) {
        return effective(configured, WebpLibrary.ofThisMachine());
    }

    private static Presets effective(Presets configured, Search<WebpLibrary> webp) {
        if (webp instanceof Search.Missing(String sentence) && configured.mention(ImageFormat.WEBP)) {
            log.atWarn()
                    .addKeyValue("why", sentence)
                    .log("presets ask for WebP, which cannot be written here: made without it");
            return configured.without(ImageFormat.WEBP);
        }
        return configured;
    }
}
