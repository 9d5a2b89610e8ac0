package photos.ledger;

import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.image.Orientation;

/// What kind of picture an original holds.
///
/// @param stored width and height as stored, before any turning
public record Picture(ImageFormat format, Dimensions stored, Orientation orientation) {
    public Dimensions upright() {
        return orientation.upright(stored);
    }
}
