package photos.processor.render;

import java.io.IOException;
import photos.image.Dimensions;
import photos.processor.placeholder.ThumbHash;
import photos.processor.plane.Picture;

/// Makes the placeholder of a picture.
final class Placeholder {
    /// A placeholder has seven waves each way at most, for which so many samples are plenty.
    private static final Dimensions BOX = new Dimensions(32, 32);

    private Placeholder() {}

    /// @param whole the upright picture in sRGB, nothing cut off; the smaller the faster
    static String of(Picture whole, Resizing resizing) throws IOException {
        Dimensions size = whole.size().within(BOX);
        Picture small = resizing.resized(whole, Region.whole(whole), size);
        Picture rgb = ColourConversion.rgb(resizing.withoutSubsampling(small));
        return ThumbHash.of(Pixels.straight(rgb), size.width(), size.height());
    }
}
