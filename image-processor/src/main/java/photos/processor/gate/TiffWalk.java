package photos.processor.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.image.RawTiff;
import photos.ledger.Reason;

/// Walks the directories of a TIFF (TIFF 6.0) or BigTIFF. A decoder gets a file of one directory with nothing in it but
/// what makes pixels.
final class TiffWalk {
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int MAKE = 271;
    static final int SAMPLES = 277;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    private static final int SUB_IFDS = 330;
    private static final int EXTRA_SAMPLES = 338;
    private static final int ICC_PROFILE = 34675;
    private static final int DNG_VERSION = 50706;

    /// None, CCITT, LZW, JPEG, deflate, PackBits.
    private static final Set<Long> COMPRESSIONS = Set.of(1L, 2L, 3L, 4L, 5L, 7L, 8L, 32773L, 32946L);

    static final int MAX_SAMPLES = 8;

    /// Values of ExtraSamples (TIFF 6.0, page 31): alpha by which the colours were multiplied, and one by which not.
    private static final int ASSOCIATED = 1;

    private static final int UNASSOCIATED = 2;

    private static final int MAX_TEXT = 64;

    private final FileBytes file;
    private final TiffLayout layout;
    private final int mostDirectories;
    private final Cost cost;
    private final TiffDirectory directory;
    private final Map<Integer, TiffEntry> entries;

    private TiffWalk(FileBytes file, TiffLayout layout, TiffDirectory directory, int mostDirectories, Cost cost) {
        this.file = file;
        this.layout = layout;
        this.directory = directory;
        this.entries = directory.entries();
        this.mostDirectories = mostDirectories;
        this.cost = cost;
    }

    static TiffWalk of(FileBytes file, int mostDirectories, Cost cost) throws IOException, PastTheEnd, Refusal {
        TiffLayout layout = TiffLayout.of(file);
        long first = layout.offset(file, layout.headerBytes() - layout.offsetBytes());
        return new TiffWalk(file, layout, TiffDirectory.read(file, layout, first), mostDirectories, cost);
    }

    Header header() throws IOException, PastTheEnd, Refusal {
        walkChain(directory.at());
        refuseRaw();
        Dimensions size = size(required(WIDTH, "width"), required(HEIGHT, "height"));
        long compression = number(COMPRESSION, 1);
        if (!COMPRESSIONS.contains(compression)) {
            throw Refusal.unsupported("a TIFF of compression " + compression + " cannot be decoded here");
        }
        TiffStrips strips = new TiffStrips(file, layout, entries);
        boolean truncated = strips.reachPastTheEnd();
        int unsureRows = 0;
        if (compression == TiffStrips.JPEG) {
            // A strip need not begin at a multiple of a unit's height.
            unsureRows = 2 * strips.tallestMcu(size);
            if (truncated && entries.containsKey(TILE_WIDTH)) {
                throw Refusal.truncated("the end of the TIFF is missing, and its JPEG tiles do not say which");
            }
        }
        long decoding = cost.decoded(size, size, bits()) + tileCost() + directory.cost(strips.needed(size));
        return new Header(
                ImageFormat.TIFF,
                size,
                Frame.whole(size),
                channels(number(PHOTOMETRIC, 1)),
                decoding,
                decoding,
                truncated,
                false,
                alpha(),
                unsureRows,
                directory.parts(),
                Optional.empty(),
                profile());
    }

    /// Follows the chain for its length only; everything but the first directory stays unread.
    private void walkChain(long first) throws IOException, Refusal {
        Set<Long> seen = new HashSet<>();
        long at = first;
        try {
            while (at != 0) {
                if (!seen.add(at)) {
                    throw Refusal.corrupt("the TIFF's directories form a loop at byte " + at);
                }
                if (seen.size() > mostDirectories) {
                    throw new Refusal(
                            Reason.TOO_COSTLY,
                            "the TIFF has more than the " + mostDirectories + " directories that are allowed");
                }
                long count = layout.entries(file, at);
                at = layout.offset(file, at + layout.countBytes() + Math.max(0, count) * layout.entryBytes());
            }
        } catch (PastTheEnd e) {
            // A later directory that is not there takes nothing from the first picture.
        }
    }

    /// A raw file's first directory would decode, to a thumbnail.
    private void refuseRaw() throws IOException, PastTheEnd, Refusal {
        RawTiff tags = new RawTiff(
                entries.containsKey(DNG_VERSION),
                number(PHOTOMETRIC, 0),
                (number(NEW_SUBFILE_TYPE, 0) & 1) == 1,
                entries.containsKey(SUB_IFDS),
                text(MAKE));
        Optional<ImageFormat> raw = tags.format();
        if (raw.isPresent()) {
            throw Refusal.raw(raw.get());
        }
    }

    private String text(int tag) throws IOException {
        TiffEntry entry = entries.get(tag);
        try {
            return entry == null
                    ? ""
                    : new String(file.bytes(entry.values(), (int) Math.min(entry.count(), MAX_TEXT)), ISO_8859_1);
        } catch (PastTheEnd e) {
            return "";
        }
    }

    private static Dimensions size(long width, long height) throws Refusal {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw Refusal.corrupt("the TIFF's directory declares " + width + "x" + height + " pixels");
        }
        return new Dimensions((int) width, (int) height);
    }

    private static Channels channels(long photometric) {
        return switch ((int) photometric) {
            case 0, 1 -> Channels.GREY;
            case 5 -> Channels.CMYK;
            default -> Channels.RGB;
        };
    }

    /// Extra samples may be anything, a saved selection say; those that do not say they are alpha are not.
    private Alpha alpha() throws IOException, PastTheEnd {
        TiffEntry entry = entries.get(EXTRA_SAMPLES);
        if (entry == null) {
            return new Alpha.None();
        }
        long count = Math.min(entry.count(), MAX_SAMPLES);
        for (int i = 0; i < count; i++) {
            long kind = layout.value(file, entry.values(), entry.type(), i);
            if (kind == ASSOCIATED || kind == UNASSOCIATED) {
                return new Alpha.Extra(i, kind == ASSOCIATED);
            }
        }
        return new Alpha.None();
    }

    private long bits() throws IOException, PastTheEnd, Refusal {
        long samples = number(SAMPLES, 1);
        long bits = number(BITS, 1);
        if (samples < 1 || samples > MAX_SAMPLES || bits < 1 || bits > 64) {
            throw Refusal.unsupported("a TIFF of " + samples + " samples of " + bits + " bits cannot be decoded here");
        }
        return samples * Math.max(8, bits);
    }

    private long tileCost() throws IOException, PastTheEnd, Refusal {
        long width = number(TILE_WIDTH, 0);
        long height = number(TILE_HEIGHT, 0);
        if (width < 0 || height < 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw Refusal.corrupt("the TIFF's tiles are said to be " + width + "x" + height + " pixels");
        }
        return Math.multiplyHigh(width, height * bits()) != 0 ? Long.MAX_VALUE >> 1 : width * height * bits() / 8;
    }

    private Optional<ByteBuffer> profile() throws IOException, PastTheEnd {
        TiffEntry entry = entries.get(ICC_PROFILE);
        if (entry == null
                || entry.count() < 1
                || entry.count() > IccChunks.MAX_BYTES
                || entry.values() < 0
                || entry.values() + entry.count() > file.size()) {
            return Optional.empty();
        }
        return Optional.of(ByteBuffer.wrap(file.bytes(entry.values(), (int) entry.count())));
    }

    private long required(int tag, String what) throws IOException, PastTheEnd, Refusal {
        if (!entries.containsKey(tag)) {
            throw Refusal.corrupt("the TIFF's first directory does not state the picture's " + what);
        }
        return number(tag, 0);
    }

    private long number(int tag, long otherwise) throws IOException, PastTheEnd {
        return layout.number(file, entries, tag, otherwise);
    }
}
