package photos.processor.render;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.processor.gate.Header;

/// Decodes the first frame of a file, once, with the reader of the format that the gate recognised.
final class Decoder {
    /// Less than this of a damaged picture is not worth showing.
    private static final float LEAST_PERCENT = 10;

    private static final String PREFERRED_READERS = "com.twelvemonkeys.";

    static {
        ImageIO.setUseCache(false);
    }

    /// The frame as the decoder gives it, without a colour profile, and what is wrong with it.
    record Decoded(Pixels pixels, Optional<Rendering.Failure> degraded) {}

    /// The frame's samples, or its picture where the decoder brings them to RGB or grey itself.
    sealed interface Pixels {
        record Samples(Raster raster) implements Pixels {}

        record Picture(BufferedImage image) implements Pixels {}
    }

    private final Path file;
    private final Header header;
    private final Deadline deadline;
    private final Progress progress;

    Decoder(Path file, Header header, Deadline deadline) {
        this.file = file;
        this.header = header;
        this.deadline = deadline;
        this.progress = new Progress(deadline);
    }

    Decoded decode() throws IOException, Unshowable {
        ImageReader reader = reader(header.format());
        try (SplicedInput input = new SplicedInput(file, header.parts(), deadline)) {
            reader.setInput(input, false, true);
            reader.addIIOReadProgressListener(progress);
            try {
                return read(reader, input);
            } catch (IOException | RuntimeException e) {
                throw unshowable(e, input);
            }
        } finally {
            reader.dispose();
        }
    }

    private Decoded read(ImageReader reader, SplicedInput input) throws IOException, Unshowable {
        checkSize(new Dimensions(reader.getWidth(0), reader.getHeight(0)));
        ImageReadParam param = reader.getDefaultReadParam();
        if (header.format() == ImageFormat.JPEG && header.channels().count() == 4) {
            return new Decoded(new Pixels.Samples(reader.readRaster(0, param)), truncation());
        }
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (!types.hasNext()) {
            throw new Unshowable(Reason.UNSUPPORTED_FORMAT, "a kind of " + name() + " that cannot be decoded here");
        }
        Dimensions size = header.firstFrame().size();
        // Ours, so that what was decoded is there even if the decoder does not come to the end.
        BufferedImage destination = types.next().createBufferedImage(size.width(), size.height());
        param.setDestination(destination);
        return readInto(destination, reader, param, input);
    }

    private Decoded readInto(BufferedImage destination, ImageReader reader, ImageReadParam param, SplicedInput input)
            throws IOException {
        try {
            return new Decoded(new Pixels.Picture(reader.read(0, param)), truncation());
        } catch (IOException | RuntimeException e) {
            // Some decoders wrap what their listeners throw.
            deadline.check();
            if (input.diskFailure().isPresent() || progress.percent() < LEAST_PERCENT) {
                throw e;
            }
            return new Decoded(new Pixels.Picture(destination), Optional.of(failure(e)));
        }
    }

    private void checkSize(Dimensions decoders) throws Unshowable {
        if (!decoders.equals(header.firstFrame().size())) {
            throw new Unshowable(
                    Reason.CORRUPT,
                    "the " + name() + " states two sizes, "
                            + header.firstFrame().size() + " and " + decoders);
        }
    }

    private Optional<Rendering.Failure> truncation() {
        return header.truncated()
                ? Optional.of(new Rendering.Failure(
                        Reason.TRUNCATED, "the end of the " + name() + " is missing, what is there is shown"))
                : Optional.empty();
    }

    /// A failure of the decoder is the photo's, unless it was the time or the disk.
    private Unshowable unshowable(Exception e, SplicedInput input) throws IOException {
        deadline.check();
        if (input.diskFailure().isPresent()) {
            throw input.diskFailure().get();
        }
        Rendering.Failure failure = failure(e);
        return new Unshowable(failure.reason(), failure.message());
    }

    private Rendering.Failure failure(Exception e) {
        return header.truncated()
                ? new Rendering.Failure(Reason.TRUNCATED, "the end of the " + name() + " is missing")
                : new Rendering.Failure(
                        Reason.CORRUPT,
                        "the " + name() + " could be decoded to %.0f %% only: %s".formatted(progress.percent(), e));
    }

    private String name() {
        return header.format().label();
    }

    private static ImageReader reader(ImageFormat format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.label());
        Optional<ImageReader> found = Optional.empty();
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (found.isEmpty() || reader.getClass().getName().startsWith(PREFERRED_READERS)) {
                found = Optional.of(reader);
            }
        }
        return found.orElseThrow(() -> new IOException("no decoder for " + format.label() + " is on the class path"));
    }
}
