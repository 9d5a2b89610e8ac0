package photos.processor.render;

import java.awt.image.BufferedImage;
import photos.image.Orientation;

/// Turns packed pictures upright.
final class Upright {
    private Upright() {}

    /// @param stored with packed pixels
    static BufferedImage turned(BufferedImage stored, Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return stored;
        }
        int width = stored.getWidth();
        int height = stored.getHeight();
        boolean swaps = orientation.swapsSides();
        BufferedImage upright = new BufferedImage(swaps ? height : width, swaps ? width : height, stored.getType());
        int[] from = Packed.pixels(stored);
        int[] to = Packed.pixels(upright);
        int stride = upright.getWidth();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int flipped = orientation.mirrored() ? width - 1 - x : x;
                int target = switch (orientation.clockwiseDegrees()) {
                    case 90 -> flipped * stride + height - 1 - y;
                    case 180 -> (height - 1 - y) * stride + width - 1 - flipped;
                    case 270 -> (width - 1 - flipped) * stride + y;
                    default -> y * stride + flipped;
                };
                to[target] = from[y * width + x];
            }
        }
        return upright;
    }
}
