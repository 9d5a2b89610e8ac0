package photos.processor.render;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.processor.gate.Header;
import photos.processor.gate.Part;
import photos.processor.plane.Picture;

/// Decodes the first frame of a file, once, with the reader of the format that the gate recognised.
final class Decoder {
    /// Less than this of a damaged picture is not worth showing.
    private static final int MIN_PERCENT = 40;

    private static final Logger LOG = LoggerFactory.getLogger(Decoder.class);
    private static final String PREFERRED_READERS = "com.twelvemonkeys.";

    static {
        ImageIO.setUseCache(false);
    }

    /// The rows of the frame that are there, as the decoder gives them and without a colour profile.
    ///
    /// @param header of what is there: smaller than the file's where rows are missing
    /// @param degraded what is wrong with it
    record Decoded(Pixels pixels, Header header, Optional<Rendering.Failure> degraded) {}

    /// The frame's samples, or its picture where the decoder brings them to RGB or grey itself.
    sealed interface Pixels {
        /// @param from first row that is kept
        /// @param rows how many are
        Pixels cut(int from, int rows);

        record Samples(Raster raster) implements Pixels {
            @Override
            public Pixels cut(int from, int rows) {
                int x = raster.getMinX();
                int y = raster.getMinY() + from;
                return new Samples(raster.createChild(x, y, raster.getWidth(), rows, 0, 0, null));
            }
        }

        record Picture(BufferedImage image) implements Pixels {
            @Override
            public Pixels cut(int from, int rows) {
                return new Picture(image.getSubimage(0, from, image.getWidth(), rows));
            }
        }
    }

    private final Path file;
    private final Header header;
    private final Deadline deadline;
    private final Progress progress;
    private final Damage damage;

    Decoder(Path file, Header header, Deadline deadline) {
        this.file = file;
        this.header = header;
        this.deadline = deadline;
        this.progress = new Progress(deadline);
        this.damage = new Damage(header.parts().stream().mapToLong(Part::length).sum());
    }

    Decoded decode() throws IOException, Unshowable {
        // A BMP of run lengths may leave pixels unwritten that are there.
        boolean marked = header.format() != ImageFormat.BMP || header.truncated();
        Optional<Decoded> decoded = decode(marked);
        return decoded.isPresent() ? decoded.get() : decode(true).orElseThrow();
    }

    /// @param marked whether pixels not written are told from others, for the price of leaving them as they were marked
    /// @return nothing if something is wrong, and it is not known what is there
    private Optional<Decoded> decode(boolean marked) throws IOException, Unshowable {
        ImageReader reader = reader(header.format());
        try (SplicedInput input = new SplicedInput(file, header.parts(), deadline)) {
            reader.setInput(input, false, true);
            reader.addIIOReadProgressListener(progress);
            reader.addIIOReadWarningListener(damage);
            try {
                return read(reader, input, marked);
            } catch (IOException | RuntimeException e) {
                throw unshowable(e, input);
            }
        } finally {
            reader.dispose();
        }
    }

    /// A sound JPEG in a fraction of its size, without ever holding all of it.
    ///
    /// @return nothing if there is anything wrong with it
    Optional<Picture> reduced(int shrink) throws IOException {
        ImageReader reader = reader(header.format());
        try (SplicedInput input = new SplicedInput(file, header.parts(), deadline)) {
            reader.setInput(input, false, true);
            reader.addIIOReadProgressListener(progress);
            reader.addIIOReadWarningListener(damage);
            Dimensions size = header.canvas();
            Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
            if (!types.hasNext() || !new Dimensions(reader.getWidth(0), reader.getHeight(0)).equals(size)) {
                return Optional.empty();
            }
            ColorModel colours = types.next().getColorModel();
            ReducingRaster rows = new ReducingRaster(size, colours.getNumComponents(), shrink);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setDestination(new BufferedImage(colours, rows, false, null));
            reader.read(0, param);
            return rows.isComplete() && damage.message().isEmpty() ? Optional.of(rows.picture()) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            deadline.check();
            LOG.debug("not decoded in a fraction of its size", e);
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private Optional<Decoded> read(ImageReader reader, SplicedInput input, boolean marked)
            throws IOException, Unshowable {
        checkSize(new Dimensions(reader.getWidth(0), reader.getHeight(0)));
        ImageReadParam param = reader.getDefaultReadParam();
        if (header.format() == ImageFormat.JPEG && header.channels().count() == 4) {
            Raster raster = reader.readRaster(0, param);
            return Optional.of(
                    judged(new Pixels.Samples(raster), new GreyTail(raster, header, damage), Optional.empty()));
        }
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (!types.hasNext()) {
            throw new Unshowable(Reason.UNSUPPORTED_FORMAT, "a kind of " + name() + " that cannot be decoded here");
        }
        Dimensions size = header.firstFrame().size();
        // Ours, so that what was decoded is there even if the decoder does not come to the end.
        BufferedImage destination = types.next().createBufferedImage(size.width(), size.height());
        param.setDestination(destination);
        Filled filled = marked ? filled(destination.getRaster(), reader) : () -> Extent.upTo(size.height());
        Optional<Exception> failure = Optional.empty();
        try {
            reader.read(0, param);
        } catch (IOException | RuntimeException e) {
            // Some decoders wrap what their listeners throw.
            deadline.check();
            if (input.diskFailure().isPresent()) {
                throw e;
            }
            failure = Optional.of(e);
        }
        if (!marked && failure.isPresent()) {
            return Optional.empty();
        }
        Pixels whole = new Pixels.Picture(
                header.rawAlpha().isPresent()
                        ? LaidAlpha.over(destination, file, header.rawAlpha().get(), deadline)
                        : destination);
        return Optional.of(judged(whole, filled, failure));
    }

    private Filled filled(WritableRaster raster, ImageReader reader) {
        return switch (header.format()) {
            case JPEG -> new GreyTail(raster, header, damage);
            case PNG, GIF -> {
                Passes passes = new Passes(raster, deadline);
                reader.addIIOReadUpdateListener(passes);
                yield passes;
            }
            // Lossless WebP is no picture until all of it is decoded.
            case WEBP -> header.unsureRows() == 0 ? new Sentinel(raster) : () -> Extent.upTo(0);
            default -> {
                Sentinel sentinel = new Sentinel(raster);
                GreyTail jpegs = new GreyTail(raster, header, damage);
                yield header.unsureRows() == 0
                        ? sentinel
                        : () -> jpegs.above(sentinel.extent().to());
            }
        };
    }

    /// What is there of a frame: all of it if the decoder did not complain.
    private Decoded judged(Pixels pixels, Filled filled, Optional<Exception> failure) throws Unshowable {
        Optional<String> complaint = failure.map(Exception::toString).or(damage::message);
        if (!header.truncated() && complaint.isEmpty()) {
            return new Decoded(pixels, header, Optional.empty());
        }
        Extent extent = filled.extent();
        int height = header.firstFrame().size().height();
        String what = header.truncated()
                ? "the end of the " + name() + " is missing: "
                : "the " + name() + " is damaged (" + complaint.orElse("") + "): ";
        Reason reason = header.truncated() ? Reason.TRUNCATED : Reason.CORRUPT;
        if (100L * extent.rows() < (long) MIN_PERCENT * height) {
            throw new Unshowable(reason, what + "only " + extent.rows() + " of " + height + " rows are there");
        }
        String shown =
                "%d of %d rows are shown%s".formatted(extent.rows(), height, extent.coarse() ? ", in less detail" : "");
        return new Decoded(
                extent.rows() == height ? pixels : pixels.cut(extent.from(), extent.rows()),
                header.cut(extent.from(), extent.to()),
                Optional.of(new Rendering.Failure(reason, what + shown)));
    }

    private void checkSize(Dimensions decoders) throws Unshowable {
        if (!decoders.equals(header.firstFrame().size())) {
            throw new Unshowable(
                    Reason.CORRUPT,
                    "the " + name() + " states two sizes, "
                            + header.firstFrame().size() + " and " + decoders);
        }
    }

    /// A failure of the decoder is the photo's, unless it was the time or the disk.
    private Unshowable unshowable(Exception e, SplicedInput input) throws IOException {
        deadline.check();
        if (input.diskFailure().isPresent()) {
            throw input.diskFailure().get();
        }
        return header.truncated()
                ? new Unshowable(Reason.TRUNCATED, "the end of the " + name() + " is missing, and no row is there")
                : new Unshowable(Reason.CORRUPT, "the " + name() + " could not be decoded: " + e);
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
