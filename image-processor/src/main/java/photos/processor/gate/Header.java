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
/// @param costBytes what rendering takes at most, in and outside the heap
/// @param wholeCostBytes the same if a decoder has to decode a picture whole that it usually decodes to a fraction
/// @param truncated whether the end is missing
/// @param progressive whether it is a JPEG whose detail comes in several passes
/// @param alpha where it is
/// @param unsureRows how many rows at the end of what a decoder gives of a damaged picture may be half empty; 0 if each
///     is whole
/// @param parts what a decoder needs, in order: no EXIF, no text, no profile, no further frames
/// @param rawAlpha what no decoder here reads, and is laid over the picture afterwards
/// @param iccProfile the embedded colour profile, unchecked, at most 4 MB
public record Header(
        ImageFormat format,
        Dimensions canvas,
        Frame firstFrame,
        Channels channels,
        long costBytes,
        long wholeCostBytes,
        boolean truncated,
        boolean progressive,
        Alpha alpha,
        int unsureRows,
        List<Part> parts,
        Optional<RawAlpha> rawAlpha,
        Optional<ByteBuffer> iccProfile) {
    public Header {
        parts = List.copyOf(parts);
    }

    /// Of a format whose rows come one by one.
    Header(
            ImageFormat format,
            Dimensions canvas,
            Frame firstFrame,
            Channels channels,
            long costBytes,
            boolean truncated,
            List<Part> parts,
            Optional<ByteBuffer> iccProfile) {
        this(
                format,
                canvas,
                firstFrame,
                channels,
                costBytes,
                costBytes,
                truncated,
                false,
                new Alpha.AsDecoded(),
                0,
                parts,
                Optional.empty(),
                iccProfile);
    }

    /// Whether what is there of a truncated picture is in less detail.
    public boolean coarse() {
        return truncated && progressive;
    }

    /// Bytes of all parts together, and of what is laid over the picture: those of the file, unless it has metadata.
    public long bytesNeeded() {
        long laidOver = rawAlpha.map(alpha -> alpha.bytes(firstFrame.size())).orElse(0L);
        return laidOver + parts.stream().mapToLong(Part::length).sum();
    }

    /// The header of what remains if only some rows of the frame are there: the canvas ends with them.
    ///
    /// @param from first row of the frame that is there
    /// @param to row after the last
    public Header cut(int from, int to) {
        int top = from == 0 ? 0 : firstFrame.y() + from;
        Dimensions left = new Dimensions(canvas.width(), firstFrame.y() + to - top);
        Frame frame = new Frame(
                new Dimensions(firstFrame.size().width(), to - from), firstFrame.x(), firstFrame.y() + from - top);
        return new Header(
                format,
                left,
                frame,
                channels,
                costBytes,
                wholeCostBytes,
                truncated,
                progressive,
                alpha,
                unsureRows,
                parts,
                rawAlpha,
                iccProfile);
    }
}
