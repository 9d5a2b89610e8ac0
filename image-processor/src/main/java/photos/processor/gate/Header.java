package photos.processor.gate;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import photos.image.Dimensions;
import photos.image.ImageFormat;

/// What the structure of a file says about the picture in it.
///
/// @param canvas what a viewer shows, as stored (not turned)
/// @param firstFrame the only frame that is decoded
/// @param costBytes what decoding takes at most, in and outside the heap
/// @param truncated whether the end is missing
/// @param parts what a decoder needs, in order: no EXIF, no text, no profile, no further frames
/// @param iccProfile the embedded colour profile, unchecked, at most 4 MB
public record Header(
        ImageFormat format,
        Dimensions canvas,
        Frame firstFrame,
        Channels channels,
        long costBytes,
        boolean truncated,
        List<Part> parts,
        Optional<ByteBuffer> iccProfile) {
    public Header {
        parts = List.copyOf(parts);
    }
}
