package photos.processor.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import photos.image.ImageFormat;
import photos.ledger.Reason;
import photos.ledger.Rendering;

/// Looks at a file's structure and says whether it may be decoded.
public final class Gate {
    private final GateLimits limits;
    private final Map<ImageFormat, String> undecodable;

    /// Lets in all formats.
    public Gate(GateLimits limits) {
        this(limits, Map.of());
    }

    /// @param undecodable formats for which there is no decoder, each with a sentence that says what to do about it
    public Gate(GateLimits limits, Map<ImageFormat, String> undecodable) {
        this.limits = limits;
        this.undecodable = Map.copyOf(undecodable);
    }

    /// As for the usual demand.
    ///
    /// @throws IOException if the file cannot be read, which says nothing about the photo
    public Inspection inspect(Path file) throws IOException {
        return inspect(file, Demand.USUAL, () -> {});
    }

    /// @param demand what it is to be decoded for
    /// @param check called before each piece of the file is read; what it throws ends the look
    /// @throws IOException if the file cannot be read, which says nothing about the photo
    public Inspection inspect(Path file, Demand demand, Runnable check) throws IOException {
        try (FileBytes bytes = FileBytes.open(file, check)) {
            return inspection(bytes, demand);
        }
    }

    /// Of a file that is in memory.
    ///
    /// @param bytes may be more than the file has, which is at their beginning
    /// @param length of the file, in bytes
    public Inspection inspect(byte[] bytes, int length) throws IOException {
        try (FileBytes file = FileBytes.of(bytes, length)) {
            return inspection(file, Demand.USUAL);
        }
    }

    private Inspection inspection(FileBytes file, Demand demand) throws IOException {
        try {
            return new Inspection.Admitted(admitted(file, new Cost(demand)));
        } catch (Refusal refusal) {
            return new Inspection.Refused(refusal.failure());
        } catch (FileBytes.TooManyPieces e) {
            return new Inspection.Refused(new Rendering.Failure(Reason.TOO_COSTLY, String.valueOf(e.getMessage())));
        }
    }

    private Header admitted(FileBytes file, Cost cost) throws IOException, Refusal {
        if (file.size() == 0) {
            throw new Refusal(Reason.EMPTY, "the file has no bytes");
        }
        if (file.size() > limits.bytes()) {
            throw new Refusal(
                    Reason.TOO_MANY_BYTES,
                    "the file has " + file.size() + " bytes, at most " + limits.bytes() + " are allowed");
        }
        Header header;
        try {
            header = header(file, cost);
        } catch (PastTheEnd e) {
            throw Refusal.truncated("the file ends within its header, after " + file.size() + " bytes");
        }
        limits.checkPixels(header.canvas());
        limits.checkPixels(header.firstFrame().size());
        if (header.costBytes() > limits.costBytes()) {
            throw new Refusal(
                    Reason.TOO_COSTLY,
                    "decoding this %s of %s pixels takes up to %,d bytes of memory, at most %,d are allowed"
                            .formatted(
                                    header.format().label(), header.canvas(), header.costBytes(), limits.costBytes()));
        }
        return header;
    }

    private Header header(FileBytes file, Cost cost) throws IOException, PastTheEnd, Refusal {
        byte[] magic = file.bytes(0, (int) Math.min(file.size(), ImageFormat.MAGIC_BYTES));
        ImageFormat format = ImageFormat.recognise(magic)
                .orElseThrow(() -> Refusal.unsupported("the first bytes are those of no picture format known here"));
        String why = undecodable.get(format);
        if (why != null) {
            throw Refusal.unsupported(why);
        }
        return switch (format) {
            case JPEG -> new JpegWalk(file, limits, cost).header();
            case PNG -> new PngWalk(file, cost).header();
            case GIF -> new GifWalk(file, cost).header();
            case WEBP -> new WebpWalk(file, cost).header();
            case TIFF -> TiffWalk.of(file, limits.tiffDirectories(), cost).header();
            case BMP -> new BmpWalk(file, cost).header();
            case HEIC, AVIF -> new HeifWalk(file, format, limits, cost).header();
            case DNG, NEF, ARW, PEF, SRW, CR2, CR3, ORF, RW2, RAF -> throw Refusal.raw(format);
        };
    }
}
