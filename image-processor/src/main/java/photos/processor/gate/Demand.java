package photos.processor.gate;

import java.util.Set;
import java.util.function.UnaryOperator;
import photos.image.Dimensions;
import photos.image.ImageFormat;

/// What a picture is decoded for, which decides how much of it is held at once.
///
/// @param largest from the size of a picture as stored to the size, as stored too, of the largest one that is made of
/// it
/// @param exact whether it is decoded in its own size even where a fraction would do
/// @param formats of what is made of it; PNG may take their place
public record Demand(UnaryOperator<Dimensions> largest, boolean exact, Set<ImageFormat> formats) {
    /// JPEGs of at most 2048x2048.
    public static final Demand USUAL =
            new Demand(stored -> stored.within(new Dimensions(2048, 2048)), false, Set.of(ImageFormat.JPEG));

    public Demand {
        formats = Set.copyOf(formats);
    }

    long largestPixels(Dimensions stored) {
        return largest.apply(stored).pixels();
    }

    /// Whether a picture that is decoded to so much still serves everything that is made of it.
    boolean isServedBy(int width, int height, Dimensions stored) {
        Dimensions needed = largest.apply(stored);
        return width >= needed.width() && height >= needed.height();
    }

    boolean isForJpegOnly() {
        return formats.equals(Set.of(ImageFormat.JPEG));
    }
}
