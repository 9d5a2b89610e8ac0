package photos.processor.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The first directory of a TIFF, and what a decoder gets instead of it: the tags that make pixels, each once and
/// with a bounded number of values. A decoder reads the values of whatever it is given, and thousands of entries
/// may have theirs at the same place.
final class TiffDirectory {
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int COLOUR_MAP = 320;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int JPEG_TABLES = 347;

    /// Baseline, CCITT, predictor, tiles, extra samples, sample format, JPEG tables, YCbCr (TIFF 6.0, appendix A).
    private static final Set<Integer> OF_PIXELS = Set.of(
            254,
            256,
            257,
            258,
            259,
            262,
            266,
            STRIP_OFFSETS,
            277,
            278,
            STRIP_BYTES,
            284,
            292,
            293,
            317,
            COLOUR_MAP,
            322,
            323,
            TILE_OFFSETS,
            TILE_BYTES,
            338,
            339,
            JPEG_TABLES,
            529,
            530,
            531,
            532);

    private static final int MAX_ENTRIES = 4_096;

    /// Of 16 bits.
    private static final long MAX_COLOURS = 3L << 16;

    private static final long MAX_TABLE_BYTES = 1 << 16;

    /// Of any other tag there is one for each sample, or a handful.
    private static final long MAX_VALUES = 64;

    /// A file may name strips that its picture does not need.
    private static final long MAX_NEEDLESS_PIECES = 1 << 14;

    /// What a value takes in a decoder, which keeps several forms of it.
    private static final long VALUE_BYTES = 32;

    private final FileBytes file;
    private final TiffLayout layout;
    private final long at;
    private final int length;
    private final ByteBuffer kept;
    private final Map<Integer, TiffEntry> entries = new HashMap<>();

    private TiffDirectory(FileBytes file, TiffLayout layout, long at, int count) {
        this.file = file;
        this.layout = layout;
        this.at = at;
        this.length = layout.countBytes() + count * layout.entryBytes() + layout.offsetBytes();
        this.kept = ByteBuffer.allocate(length).order(layout.order());
    }

    static TiffDirectory read(FileBytes file, TiffLayout layout, long at) throws IOException, PastTheEnd, Refusal {
        if (at < layout.headerBytes()) {
            throw Refusal.corrupt("the TIFF's first directory is said to be at byte " + at);
        }
        long count = layout.entries(file, at);
        if (count < 1 || count > MAX_ENTRIES) {
            throw Refusal.corrupt("the TIFF's first directory has " + count + " entries, expected 1 to " + MAX_ENTRIES);
        }
        TiffDirectory directory = new TiffDirectory(file, layout, at, (int) count);
        directory.readEntries((int) count);
        return directory;
    }

    private void readEntries(int count) throws IOException, PastTheEnd {
        int many = 0;
        kept.position(layout.countBytes());
        for (int i = 0; i < count; i++) {
            long entry = at + layout.countBytes() + (long) i * layout.entryBytes();
            int tag = file.u16(entry, layout.order());
            int type = file.u16(entry + 2, layout.order());
            long values = layout.offset(file, entry + 4);
            boolean isFirst =
                    entries.putIfAbsent(tag, new TiffEntry(type, values, layout.values(file, entry, type, values)))
                            == null;
            if (isFirst && OF_PIXELS.contains(tag)) {
                kept.put(file.bytes(entry, layout.entryBytes()));
                many++;
            }
        }
        if (layout.big()) {
            kept.putLong(0, many);
        } else {
            kept.putShort(0, (short) many);
        }
        kept.clear();
    }

    /// The byte at which it begins.
    long at() {
        return at;
    }

    /// By their tags; of one that is there twice the first, as decoders have it.
    Map<Integer, TiffEntry> entries() {
        return entries;
    }

    /// What the values take that a decoder reads.
    ///
    /// @param pieces strips or tiles that make up the picture
    long cost(long pieces) throws Refusal {
        long values = 0;
        for (Map.Entry<Integer, TiffEntry> entry : entries.entrySet()) {
            long count = entry.getValue().count();
            long most = most(entry.getKey(), pieces);
            if (OF_PIXELS.contains(entry.getKey()) && (count < 0 || count > most)) {
                throw Refusal.corrupt("the TIFF's tag " + entry.getKey() + " has " + count + " values, expected " + most
                        + " at most");
            }
            values += OF_PIXELS.contains(entry.getKey()) ? count : 0;
        }
        return values * VALUE_BYTES;
    }

    private static long most(int tag, long pieces) {
        return switch (tag) {
            case STRIP_OFFSETS, STRIP_BYTES, TILE_OFFSETS, TILE_BYTES -> pieces + MAX_NEEDLESS_PIECES;
            case COLOUR_MAP -> MAX_COLOURS;
            case JPEG_TABLES -> MAX_TABLE_BYTES;
            default -> MAX_VALUES;
        };
    }

    /// The file with this directory as a decoder gets it, the same length.
    List<Part> parts() {
        return List.of(
                new Part.Slice(0, at),
                new Part.Literal(kept),
                new Part.Slice(at + length, Math.max(0, file.size() - at - length)));
    }
}
