package photos.processor.plane;

import java.util.List;
import photos.image.Dimensions;

/// A picture as planes.
///
/// @param chroma of the second and third plane where the colours are [Colours#YCC], else none
/// @param width what of the first plane's width shows something: a picture of 4001 pixels decoded at half its size has
/// 2001 samples in a row, of which 2000.5 belong to the picture
/// @param height likewise
public record Picture(Colours colours, Subsampling chroma, double width, double height, List<Plane> planes) {
    public Picture {
        planes = List.copyOf(planes);
        if (planes.size() != colours.planes()) {
            throw new IllegalArgumentException(colours + " is " + colours.planes() + " planes, were " + planes.size());
        }
        Plane first = planes.getFirst();
        if (!(width > 0 && width <= first.width() && height > 0 && height <= first.height())) {
            throw new IllegalArgumentException("a plane of " + first.size() + " cannot show " + width + "x" + height);
        }
        for (int i = 1; i < planes.size(); i++) {
            Subsampling sub = subsampling(colours, chroma, i);
            Dimensions expected = new Dimensions(sub.columns(first.width()), sub.rows(first.height()));
            if (!planes.get(i).size().equals(expected)) {
                throw new IllegalArgumentException("plane " + i + " beside one of " + first.size() + " is " + expected
                        + ", was " + planes.get(i).size());
            }
        }
    }

    /// All of whose samples show something.
    public static Picture of(Colours colours, Subsampling chroma, List<Plane> planes) {
        Plane first = planes.getFirst();
        return new Picture(colours, chroma, first.width(), first.height(), planes);
    }

    /// A black one; with alpha, one that lets everything through.
    public static Picture blank(Colours colours, Subsampling chroma, Dimensions size) {
        Plane[] planes = new Plane[colours.planes()];
        for (int i = 0; i < planes.length; i++) {
            Subsampling sub = subsampling(colours, chroma, i);
            planes[i] = Plane.of(sub.columns(size.width()), sub.rows(size.height()));
        }
        return of(colours, chroma, List.of(planes));
    }

    /// Of a plane against the first one.
    public Subsampling subsampling(int plane) {
        return subsampling(colours, chroma, plane);
    }

    /// Of a plane against the first one, in a picture of such colours.
    public static Subsampling subsampling(Colours colours, Subsampling chroma, int plane) {
        return colours == Colours.YCC && plane > 0 ? chroma : Subsampling.NONE;
    }

    /// Samples of the first plane.
    public Dimensions size() {
        return planes.getFirst().size();
    }
}
