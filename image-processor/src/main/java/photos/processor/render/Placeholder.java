package photos.processor.render;

import java.io.IOException;
import photos.image.Dimensions;
import photos.processor.placeholder.ThumbHash;
import photos.processor.plane.Colours;
import photos.processor.plane.Picture;

/// Makes the placeholder of a picture.
final class Placeholder {
    private static final Dimensions BOX = new Dimensions(ThumbHash.MOST_SIDE, ThumbHash.MOST_SIDE);

    private Placeholder() {}

    /// @param whole the upright picture in sRGB, nothing cut off; the smaller the faster
    static String of(Picture whole, Resizing resizing) throws IOException {
        Dimensions size = whole.size().within(BOX);
        Picture small = resizing.resized(whole, Region.whole(whole), size);
        Picture rgb = ColourConversion.rgb(resizing.withoutSubsampling(small));
        boolean alpha = rgb.colours() == Colours.RGBA;
        int[] pixels = new int[Math.toIntExact(size.pixels())];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % size.width();
            int y = i / size.width();
            int opacity = alpha ? rgb.planes().get(3).at(x, y) : 255;
            pixels[i] = opacity << 24
                    | Packed.straight(rgb.planes().get(0).at(x, y), opacity) << 16
                    | Packed.straight(rgb.planes().get(1).at(x, y), opacity) << 8
                    | Packed.straight(rgb.planes().get(2).at(x, y), opacity);
        }
        return ThumbHash.of(pixels, size.width(), size.height());
    }
}
