package photos.processor.gate;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import photos.image.Dimensions;
import photos.image.ImageFormat;

/// Reads the headers of a BMP: OS/2 1 and Windows 3 to 5.
final class BmpWalk {
    private static final int SIZE_AT = 2;
    private static final int INFO = 14;
    private static final int OS2_HEADER = 12;
    private static final int WINDOWS_HEADER = 40;
    private static final int LARGEST_HEADER = 124;
    /// Uncompressed, two run lengths, bit fields. 4 and 5 would hide a JPEG or PNG that no gate has seen.
    private static final int LAST_COMPRESSION = 3;

    private static final int RUNS_OF_BYTES = 1;
    private static final int RUNS_OF_NIBBLES = 2;

    /// Headers, colours, and room for what programs put between.
    private static final int MAX_HEADER_BYTES = 1 << 16;

    private final FileBytes file;
    private final Cost cost;

    BmpWalk(FileBytes file, Cost cost) {
        this.file = file;
        this.cost = cost;
    }

    Header header() throws IOException, PastTheEnd, Refusal {
        long pixelsAt = file.u32(10, LITTLE_ENDIAN);
        long headerBytes = file.u32(INFO, LITTLE_ENDIAN);
        if (headerBytes != OS2_HEADER && (headerBytes < WINDOWS_HEADER || headerBytes > LARGEST_HEADER)) {
            throw Refusal.corrupt(
                    "the BMP's header says it is " + headerBytes + " bytes long, expected 12, or 40 to 124");
        }
        boolean os2 = headerBytes == OS2_HEADER;
        Dimensions size = os2
                ? size(file.u16(INFO + 4, LITTLE_ENDIAN), file.u16(INFO + 6, LITTLE_ENDIAN))
                : size((int) file.u32(INFO + 4, LITTLE_ENDIAN), (int) file.u32(INFO + 8, LITTLE_ENDIAN));
        int bits = file.u16(INFO + (os2 ? 10 : 14), LITTLE_ENDIAN);
        long compression = os2 ? 0 : file.u32(INFO + 16, LITTLE_ENDIAN);
        checkCoding(bits, compression, os2 ? 0 : file.u32(INFO + 32, LITTLE_ENDIAN));
        if (pixelsAt < INFO + headerBytes) {
            throw Refusal.corrupt("the BMP's pixels are said to begin within its header, at byte " + pixelsAt);
        }
        if (pixelsAt >= file.size()) {
            throw Refusal.truncated("the BMP ends before the first pixel, after " + file.size() + " bytes");
        }
        if (pixelsAt > MAX_HEADER_BYTES) {
            // A decoder takes what is between for colours.
            throw Refusal.corrupt("the BMP's pixels are said to begin far after its header, at byte " + pixelsAt);
        }
        if (compression == RUNS_OF_BYTES || compression == RUNS_OF_NIBBLES) {
            BmpRuns runs = BmpRuns.walk(file, pixelsAt, size, compression == RUNS_OF_NIBBLES);
            return header(size, bits, !runs.isComplete(), runs.parts(pixelsAt));
        }
        long row = Math.ceilDiv((long) size.width() * bits, 32) * 4;
        long end = pixelsAt + row * size.height();
        return header(size, bits, end > file.size(), parts(end));
    }

    private Header header(Dimensions size, int bits, boolean truncated, List<Part> parts) {
        return new Header(
                ImageFormat.BMP,
                size,
                Frame.whole(size),
                Channels.RGB,
                cost.decoded(size, size, Math.max(bits, 8) + 8L),
                truncated,
                parts,
                Optional.empty());
    }

    /// The file with its own length in the header, where writers put anything and decoders believe it.
    private List<Part> parts(long end) throws IOException, PastTheEnd {
        ByteBuffer start = ByteBuffer.wrap(file.bytes(0, SIZE_AT + 4)).order(LITTLE_ENDIAN);
        start.putInt(SIZE_AT, (int) Math.min(Integer.MAX_VALUE, Math.max(end, file.size())));
        return List.of(new Part.Literal(start), new Part.Slice(SIZE_AT + 4, file.size() - SIZE_AT - 4));
    }

    private static Dimensions size(int width, int height) throws Refusal {
        // A negative height means rows from top to bottom.
        if (width < 1 || height == 0 || height == Integer.MIN_VALUE) {
            throw Refusal.corrupt("the BMP's header declares " + width + "x" + height + " pixels");
        }
        return new Dimensions(width, Math.abs(height));
    }

    private static void checkCoding(int bits, long compression, long colours) throws Refusal {
        if (compression > LAST_COMPRESSION) {
            throw Refusal.unsupported("a BMP of compression " + compression + ", only 0 to 3 can be decoded");
        }
        switch (bits) {
            case 1, 4, 8 -> {
                if (colours > 1L << bits) {
                    throw Refusal.corrupt("the BMP declares " + colours + " colours for " + bits + " bits");
                }
            }
            case 16, 24, 32 -> {
                if (colours > 256) {
                    throw Refusal.corrupt("the BMP declares a palette of " + colours + " colours");
                }
            }
            default -> throw Refusal.unsupported("a BMP of " + bits + " bits a pixel cannot be decoded");
        }
    }
}
