package photos.processor.render;

import photos.image.Dimensions;
import photos.processor.plane.Colours;
import photos.processor.plane.Picture;
import photos.processor.plane.Plane;
import photos.processor.plane.Subsampling;

/// Brings pictures from their profiles' colours to sRGB.
final class Srgb {
    private static final int RGB = 3;

    private Srgb() {}

    /// @param picture grey where the profile has one channel, else RGB, with or without alpha
    static Picture of(Picture picture, Profile profile, Deadline deadline) {
        boolean alpha = picture.colours() == Colours.RGBA;
        Dimensions size = picture.size();
        Picture srgb = Picture.blank(alpha ? Colours.RGBA : Colours.RGB, Subsampling.NONE, size);
        byte[] source = new byte[size.width() * profile.channels()];
        for (int y = 0; y < size.height(); y++) {
            deadline.check();
            for (int x = 0; x < size.width(); x++) {
                for (int channel = 0; channel < profile.channels(); channel++) {
                    int sample = picture.planes().get(channel).at(x, y);
                    source[x * profile.channels() + channel] = (byte)
                            (alpha
                                    ? Packed.straight(
                                            sample, picture.planes().get(RGB).at(x, y))
                                    : sample);
                }
            }
            store(profile.toSrgb(source), picture, srgb, y);
        }
        return srgb;
    }

    private static void store(byte[] rgb, Picture picture, Picture srgb, int y) {
        boolean alpha = srgb.colours() == Colours.RGBA;
        int width = srgb.size().width();
        for (int channel = 0; channel < RGB; channel++) {
            byte[] target = srgb.planes().get(channel).samples();
            for (int x = 0; x < width; x++) {
                int sample = rgb[x * RGB + channel] & 0xFF;
                target[y * width + x] = (byte)
                        (alpha ? Packed.times(sample, picture.planes().get(RGB).at(x, y)) : sample);
            }
        }
        if (alpha) {
            Plane opacity = picture.planes().get(RGB);
            System.arraycopy(
                    opacity.samples(),
                    opacity.offset() + y * opacity.stride(),
                    srgb.planes().get(RGB).samples(),
                    y * width,
                    width);
        }
    }
}
