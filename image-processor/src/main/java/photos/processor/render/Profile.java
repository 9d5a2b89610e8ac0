package photos.processor.render;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Optional;

/// An embedded colour profile that fits the picture's channels, as a way to sRGB.
final class Profile {
    private static final ICC_Profile SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
    private static final int RGB = 3;
    /// Steps a channel when a profile is tried out.
    private static final int STEPS = 5;

    private final int channels;
    private final ColorConvertOp conversion;

    private Profile(int channels, ColorConvertOp conversion) {
        this.channels = channels;
        this.conversion = conversion;
    }

    /// Nothing if the bytes are no profile, not one for this many channels, not usable, or sRGB in other words: the
    /// picture is then shown as if it had none.
    static Optional<Profile> of(ByteBuffer bytes, int channels) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        try {
            ICC_Profile icc = ICC_Profile.getInstance(copy);
            if (icc.getNumComponents() != channels || !fits(icc.getColorSpaceType(), channels)) {
                return Optional.empty();
            }
            Profile profile = new Profile(channels, new ColorConvertOp(new ICC_Profile[] {icc, SRGB}, null));
            return profile.changesColours() ? Optional.of(profile) : Optional.empty();
        } catch (IllegalArgumentException | CMMException e) {
            return Optional.empty();
        }
    }

    int channels() {
        return channels;
    }

    /// From pixels in the profile's space, bytes interleaved, to sRGB ones.
    byte[] toSrgb(byte[] pixels) {
        int count = pixels.length / channels;
        WritableRaster source = row(count, channels);
        System.arraycopy(pixels, 0, bytesOf(source), 0, count * channels);
        return bytesOf(conversion.filter(source, row(count, RGB)));
    }

    private static boolean fits(int space, int channels) {
        return switch (channels) {
            case 1 -> space == ColorSpace.TYPE_GRAY;
            case RGB -> space == ColorSpace.TYPE_RGB;
            default -> space == ColorSpace.TYPE_CMYK;
        };
    }

    /// Tries the profile on colours from everywhere: a broken one fails here, an sRGB one leaves them as they are.
    private boolean changesColours() {
        byte[] colours = grid();
        byte[] converted = toSrgb(colours);
        if (channels != RGB) {
            return true;
        }
        for (int i = 0; i < colours.length; i++) {
            if (Math.abs((colours[i] & 0xFF) - (converted[i] & 0xFF)) > 1) {
                return true;
            }
        }
        return false;
    }

    private byte[] grid() {
        int count = 1;
        for (int i = 0; i < channels; i++) {
            count *= STEPS;
        }
        byte[] colours = new byte[count * channels];
        for (int colour = 0; colour < count; colour++) {
            int rest = colour;
            for (int channel = 0; channel < channels; channel++) {
                colours[colour * channels + channel] = (byte) (rest % STEPS * 255 / (STEPS - 1));
                rest /= STEPS;
            }
        }
        return colours;
    }

    private static WritableRaster row(int count, int channels) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, count, 1, channels, null);
    }

    private static byte[] bytesOf(Raster raster) {
        return ((DataBufferByte) raster.getDataBuffer()).getData();
    }
}
