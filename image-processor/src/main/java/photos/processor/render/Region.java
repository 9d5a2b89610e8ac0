package photos.processor.render;

import photos.image.Dimensions;
import photos.processor.plane.Picture;
import photos.processor.plane.Span;
import photos.processor.plane.Subsampling;

/// A part of a picture, in samples of its first plane.
record Region(Span across, Span down) {
    static Region whole(Picture picture) {
        return new Region(new Span(0, picture.width()), new Span(0, picture.height()));
    }

    /// The middle of a picture, as large as what is left of it once it has been brought to one size and cut to another.
    static Region middle(Picture picture, Dimensions whole, Dimensions cut) {
        return new Region(
                middle(picture.width(), whole.width(), cut.width()),
                middle(picture.height(), whole.height(), cut.height()));
    }

    /// What so many pixels of a target stand for in a plane, if this region stands for all the target's.
    ///
    /// @param target pixels of the whole target
    /// @param from first pixel, may lie outside
    Span ofPlane(Axis axis, Subsampling plane, int target, int from, int pixels) {
        Span span = axis == Axis.ACROSS ? across : down;
        int sub = axis == Axis.ACROSS ? plane.across() : plane.down();
        double scale = span.length() / target;
        return new Span((span.start() + from * scale) / sub, pixels * scale / sub);
    }

    enum Axis {
        ACROSS,
        DOWN
    }

    /// Where nothing is scaled, at whole samples: half a pixel aside is better than a blurred picture.
    private static Span middle(double length, int whole, int cut) {
        double scale = length / whole;
        double start = (whole - cut) / 2.0 * scale;
        return scale == 1 ? new Span(Math.floor(start), cut) : new Span(start, cut * scale);
    }
}
