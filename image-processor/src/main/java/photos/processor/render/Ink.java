package photos.processor.render;

import java.util.Optional;
import photos.processor.gate.Channels;

/// Turns rows of ink (CMYK, as a decoder gives it) into RGB.
final class Ink {
    private static final int INKS = 4;

    private final Channels channels;
    private final Optional<Profile> profile;

    /// @param profile of four channels
    Ink(Channels channels, Optional<Profile> profile) {
        this.channels = channels;
        this.profile = profile;
    }

    /// @param samples four a pixel, 0 to 255, changed by the call
    /// @param target one packed RGB a pixel
    void toRgb(int[] samples, int[] target, int width) {
        for (int i = 0; i < width * INKS; i += INKS) {
            normalise(samples, i);
        }
        if (profile.isPresent()) {
            byte[] bytes = new byte[width * INKS];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) samples[i];
            }
            byte[] rgb = profile.get().toSrgb(bytes);
            for (int x = 0; x < width; x++) {
                target[x] = Packed.rgb(rgb[3 * x], rgb[3 * x + 1], rgb[3 * x + 2]);
            }
            return;
        }
        for (int x = 0; x < width; x++) {
            int i = x * INKS;
            int light = 255 - samples[i + 3];
            target[x] = Packed.rgb(
                    (255 - samples[i]) * light / 255,
                    (255 - samples[i + 1]) * light / 255,
                    (255 - samples[i + 2]) * light / 255);
        }
    }

    /// To 0 for no ink.
    private void normalise(int[] samples, int i) {
        switch (channels) {
            case CMYK, GREY, RGB -> {}
            case INVERTED_CMYK -> {
                for (int channel = i; channel < i + INKS; channel++) {
                    samples[channel] = 255 - samples[channel];
                }
            }
            case INVERTED_YCCK -> {
                // Adobe codes 255 less the ink, and the formula's RGB is 255 less that.
                double y = samples[i];
                double cb = samples[i + 1] - 128;
                double cr = samples[i + 2] - 128;
                samples[i] = Packed.clamp(y + 1.402 * cr);
                samples[i + 1] = Packed.clamp(y - 0.344136 * cb - 0.714136 * cr);
                samples[i + 2] = Packed.clamp(y + 1.772 * cb);
                samples[i + 3] = 255 - samples[i + 3];
            }
        }
    }
}
