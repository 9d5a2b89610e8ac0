package photos.processor.render;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.processor.gate.Header;
import photos.processor.heif.Libheif;
import photos.processor.nativelib.Search;
import photos.processor.plane.Picture;
import photos.processor.preset.Fidelity;
import photos.processor.turbo.Damaged;
import photos.processor.turbo.TurboCodec;
import photos.processor.turbo.TurboHeader;

/// From an original to planes: sound JPEGs by libjpeg-turbo where it is there, HEIC and AVIF by
/// libheif, everything else by Java's decoders.
final class Decoding {
    private static final int[] SHRINKS = {8, 4, 2};
    private static final int INKS = 4;
    private static final int SMALL = 64;
    private static final Logger LOG = LoggerFactory.getLogger(Decoding.class);

    /// @param picture as stored; its samples may be overwritten by the next render
    /// @param header of what is there: smaller than the file's where rows are missing
    /// @param profile still to be applied
    /// @param degraded what is wrong with it
    record Decoded(Picture picture, Header header, Optional<Profile> profile, Optional<Rendering.Failure> degraded) {}

    private final Optional<TurboCodec> turbo;
    private final HeifDecoder heif;
    private final Header header;
    private final Fidelity fidelity;
    private final long budgetBytes;
    private final Memory memory;
    private final Deadline deadline;

    Decoding(
            Optional<TurboCodec> turbo,
            Search<Libheif> heif,
            Header header,
            Fidelity fidelity,
            long budgetBytes,
            Memory memory,
            Deadline deadline) {
        this.turbo = turbo;
        this.heif = new HeifDecoder(heif);
        this.header = header;
        this.fidelity = fidelity;
        this.budgetBytes = budgetBytes;
        this.memory = memory;
        this.deadline = deadline;
    }

    /// @param needed the decoded picture may be smaller than the original, but not smaller than this
    Decoded decode(Path original, Dimensions needed) throws IOException, Unshowable {
        Optional<Profile> profile = header.iccProfile()
                .flatMap(bytes -> Profile.of(bytes, header.channels().count()));
        if (isSoundJpeg()) {
            Optional<Picture> fast = fast(original, shrink(needed));
            if (fast.isPresent()) {
                return new Decoded(fast.get(), header, profile, Optional.empty());
            }
            payForWhole();
        }
        Decoder.Decoded decoded = switch (header.format()) {
            case HEIC, AVIF -> heif.decode(original, header, deadline);
            default -> new Decoder(original, header, deadline).decode();
        };
        deadline.check();
        Optional<Profile> ink = profile.filter(found -> found.channels() == INKS);
        BufferedImage canvas = new Canvas(decoded.header(), deadline).of(decoded.pixels(), ink);
        return new Decoded(
                Pixels.picture(canvas),
                decoded.header(),
                profile.filter(found -> found.channels() != INKS),
                decoded.degraded());
    }

    /// Nothing if the picture has to be decoded whole.
    private Optional<Picture> fast(Path original, int shrink) throws IOException {
        Optional<Picture> decoded = turbo.isPresent() ? decodedBy(turbo.get(), original, shrink) : Optional.empty();
        return decoded.isPresent() ? decoded : new Decoder(original, header, deadline).reduced(shrink);
    }

    /// The gate counted on a decoder that gives a fraction.
    private void payForWhole() throws Unshowable {
        long cost = header.wholeCostBytes();
        if (cost > budgetBytes) {
            throw new Unshowable(
                    Reason.TOO_COSTLY,
                    ("the JPEG of %s is damaged, or of an unusual kind, and has to be decoded whole; that takes up to %,d"
                                    + " bytes of memory, at most %,d are allowed")
                            .formatted(header.canvas(), cost, budgetBytes));
        }
        // What was decoded in vain is not kept while others may need its memory.
        turbo.ifPresent(codec -> codec.trim(0));
        deadline.suspendedDuring(() -> memory.raiseTo(cost));
    }

    private boolean isSoundJpeg() {
        return header.format() == ImageFormat.JPEG
                && !header.truncated()
                && header.channels().count() < INKS;
    }

    /// Nothing if there is anything unusual about the file; some of what the library complains of is harmless.
    private Optional<Picture> decodedBy(TurboCodec codec, Path original, int shrink) throws IOException {
        try (FileChannel channel = FileChannel.open(original);
                Arena arena = Arena.ofConfined()) {
            MemorySegment file = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            Optional<TurboHeader> found =
                    codec.header(file).filter(read -> read.size().equals(header.canvas()));
            return found.isPresent() ? Optional.of(codec.decode(file, found.get(), shrink)) : Optional.empty();
        } catch (Damaged e) {
            LOG.debug("damaged", e);
            return Optional.empty();
        }
    }

    private int shrink(Dimensions needed) {
        if (fidelity == Fidelity.EXACT
                || Math.max(header.canvas().width(), header.canvas().height()) < SMALL) {
            return 1;
        }
        for (int shrink : SHRINKS) {
            if (Math.ceilDiv(header.canvas().width(), shrink) >= needed.width()
                    && Math.ceilDiv(header.canvas().height(), shrink) >= needed.height()) {
                return shrink;
            }
        }
        return 1;
    }
}
