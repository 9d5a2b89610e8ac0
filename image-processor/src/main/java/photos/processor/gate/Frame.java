package photos.processor.gate;

import photos.image.Dimensions;

/// Where the first picture of a file lies on its canvas, in pixels from the canvas's upper left corner.
public record Frame(Dimensions size, int x, int y) {
    public Frame {
        if (x < 0 || y < 0) {
            throw new IllegalArgumentException("a frame lies on its canvas, was at " + x + "," + y);
        }
    }

    static Frame whole(Dimensions canvas) {
        return new Frame(canvas, 0, 0);
    }
}
