package photos.processor.render;

import java.util.List;
import photos.image.Orientation;
import photos.processor.plane.Picture;
import photos.processor.plane.Plane;
import photos.processor.plane.Subsampling;

/// Turns stored pictures upright.
final class Turning {
    private Turning() {}

    /// @param stored with a chroma that is the same both ways
    static Picture turned(Picture stored, Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return stored;
        }
        Subsampling chroma = stored.chroma();
        if (chroma.across() != chroma.down()) {
            throw new IllegalArgumentException("expected the same chroma both ways, was " + chroma);
        }
        List<Plane> planes = stored.planes().stream()
                .map(plane -> turned(plane, orientation))
                .toList();
        return Picture.of(stored.colours(), chroma, planes);
    }

    /// Whether what is left in the stored picture comes to lie at the right or at the bottom of the upright one.
    static boolean flipsAcross(Orientation orientation) {
        return orientation.mirrored() != (orientation.clockwiseDegrees() >= 180);
    }

    /// Whether what is at the top of the stored picture comes to lie at the bottom or at the right of the upright one.
    static boolean flipsDown(Orientation orientation) {
        return orientation.clockwiseDegrees() == 90 || orientation.clockwiseDegrees() == 180;
    }

    private static Plane turned(Plane stored, Orientation orientation) {
        Plane source = flipsDown(orientation) ? stored.upsideDown() : stored;
        if (orientation.swapsSides()) {
            Plane upright = Plane.of(source.height(), source.width());
            source.transposeTo(flipsAcross(orientation) ? upright.upsideDown() : upright);
            return upright;
        }
        Plane upright = Plane.of(source.width(), source.height());
        source.copyTo(upright);
        if (flipsAcross(orientation)) {
            upright.mirror();
        }
        return upright;
    }
}
