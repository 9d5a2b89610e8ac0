package photos.processor.render;

import java.io.IOException;
import photos.image.Dimensions;
import photos.processor.nativelib.Search;
import photos.processor.plane.Colours;
import photos.processor.plane.Picture;
import photos.processor.webp.WebpEncoder;
import photos.processor.webp.WebpLibrary;

/// Pictures as WebP.
final class Webp {
    private Webp() {}

    /// @param rgb with or without alpha
    /// @throws IOException if this machine cannot write WebP, or could not write this one
    static byte[] encoded(Picture rgb, int quality) throws IOException {
        return switch (WebpLibrary.ofThisMachine()) {
            case Search.Found(WebpLibrary library, var _) -> {
                Dimensions size = rgb.size();
                WebpEncoder.Pixels kind =
                        rgb.colours() == Colours.RGBA ? WebpEncoder.Pixels.STRAIGHT_ALPHA : WebpEncoder.Pixels.OPAQUE;
                yield library.encoder().encode(Pixels.straight(rgb), size.width(), size.height(), kind, quality);
            }
            case Search.Missing(String sentence) -> throw new IOException("WebP cannot be written: " + sentence);
        };
    }
}
