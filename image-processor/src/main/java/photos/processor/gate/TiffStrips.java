package photos.processor.gate;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import photos.image.Dimensions;
import photos.ledger.Reason;

/// The strips or tiles in which a TIFF keeps its pixels.
final class TiffStrips {
    /// Compression 7: a JPEG in each strip (TIFF technical note 2).
    static final long JPEG = 7;

    private static final int STRIP_OFFSETS = 273;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int PLANAR = 284;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;

    /// Each takes a decoder some 0.2 ms, however small it is: so many take as long as a large picture.
    private static final int MAX_JPEGS = 20_000;

    /// So many take a second.
    private static final int QUICK_JPEGS = 5_000;

    /// Of each, where there are more. 210 megapixels in tiles of 128x128 are 12,800.
    private static final long LEAST_PIXELS = 64 * 64;

    /// Before a frame: a strip has one or two, as its tables stand in the directory.
    private static final int MAX_SEGMENTS = 100;

    private final FileBytes file;
    private final TiffLayout layout;
    private final Map<Integer, TiffEntry> entries;
    private final Optional<TiffEntry> offsets;
    private final Optional<TiffEntry> bytes;
    private final boolean tiled;

    TiffStrips(FileBytes file, TiffLayout layout, Map<Integer, TiffEntry> entries) {
        this.file = file;
        this.layout = layout;
        this.entries = entries;
        this.tiled = entries.containsKey(TiffWalk.TILE_WIDTH);
        this.offsets = Optional.ofNullable(entries.get(tiled ? TILE_OFFSETS : STRIP_OFFSETS));
        this.bytes = Optional.ofNullable(entries.get(tiled ? TILE_BYTES : STRIP_BYTES));
    }

    /// Whether the last strip's end is missing.
    boolean reachPastTheEnd() throws IOException, Refusal {
        TiffEntry starts = required();
        long last = starts.count() - 1;
        try {
            long start = layout.value(file, starts.values(), starts.type(), last);
            long length = bytes.isPresent() && bytes.get().count() > last
                    ? layout.value(file, bytes.get().values(), bytes.get().type(), last)
                    : 1;
            return start < 0 || length < 0 || start + length > file.size();
        } catch (PastTheEnd e) {
            return true;
        }
    }

    /// The rows of the largest minimum coded unit of the JPEGs within. Each must be what the directory says: a small
    /// strip must not hide a huge or a progressive picture.
    int tallestMcu(Dimensions picture) throws IOException, PastTheEnd, Refusal {
        int mcuHeight = 1;
        for (long start : starts(picture)) {
            Optional<JpegFrame> found = findFrame(start);
            if (found.isEmpty()) {
                continue;
            }
            JpegFrame frame = found.get();
            mcuHeight = Math.max(mcuHeight, frame.mcuHeight());
            if (frame.progressive()) {
                throw Refusal.unsupported("a TIFF with a progressive JPEG in it cannot be decoded here");
            }
            // Tiles at the edges may be larger than the picture.
            if (frame.size().pixels() > Math.max(1 << 20, 2 * picture.pixels())) {
                throw Refusal.corrupt("the TIFF of " + picture + " pixels has a JPEG of " + frame.size() + " in it");
            }
        }
        return mcuHeight;
    }

    /// Where those begin that make up the picture; a file may name more.
    private long[] starts(Dimensions picture) throws IOException, PastTheEnd, Refusal {
        TiffEntry named = required();
        long needed = Math.min(named.count(), needed(picture));
        int most = each(picture).pixels() < LEAST_PIXELS ? QUICK_JPEGS : MAX_JPEGS;
        if (needed > most) {
            throw new Refusal(
                    Reason.TOO_COSTLY,
                    "the TIFF consists of %,d JPEGs of %s, at most %,d are allowed"
                            .formatted(needed, each(picture), most));
        }
        long[] starts = new long[(int) needed];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = layout.value(file, named.values(), named.type(), i);
        }
        return starts;
    }

    /// How many make up the picture.
    long needed(Dimensions picture) throws IOException, PastTheEnd {
        Dimensions each = each(picture);
        long ofOnePlane =
                (long) Math.ceilDiv(picture.width(), each.width()) * Math.ceilDiv(picture.height(), each.height());
        long planes = number(PLANAR, 1) == 2 ? Math.clamp(number(TiffWalk.SAMPLES, 1), 1, TiffWalk.MAX_SAMPLES) : 1;
        return Math.min(ofOnePlane, Integer.MAX_VALUE) * planes;
    }

    private Dimensions each(Dimensions picture) throws IOException, PastTheEnd {
        return new Dimensions(
                tiled ? side(TiffWalk.TILE_WIDTH, picture.width()) : picture.width(),
                side(tiled ? TiffWalk.TILE_HEIGHT : ROWS_PER_STRIP, picture.height()));
    }

    /// Of a strip or tile, from 1 to all of the picture's.
    private int side(int tag, int whole) throws IOException, PastTheEnd {
        long stated = number(tag, whole);
        return stated < 0 ? whole : Math.clamp(stated, 1, whole);
    }

    private long number(int tag, long otherwise) throws IOException, PastTheEnd {
        return layout.number(file, entries, tag, otherwise);
    }

    private TiffEntry required() throws Refusal {
        return offsets.filter(entry -> entry.count() > 0)
                .orElseThrow(() -> Refusal.corrupt(
                        "the TIFF's first directory does not say where its " + (tiled ? "tiles" : "strips") + " are"));
    }

    /// Nothing if the strip is missing at the file's end.
    private Optional<JpegFrame> findFrame(long start) throws IOException, Refusal {
        try {
            return Optional.of(frame(start));
        } catch (PastTheEnd e) {
            return Optional.empty();
        }
    }

    private JpegFrame frame(long start) throws IOException, PastTheEnd, Refusal {
        long at = start + 2;
        for (int segments = 0; file.u8(at) == 0xFF; segments++) {
            if (segments > MAX_SEGMENTS) {
                throw Refusal.corrupt("a JPEG in the TIFF, at byte " + start + ", has more than " + MAX_SEGMENTS
                        + " segments before its frame header");
            }
            int marker = file.u8(at + 1);
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                return JpegFrame.read(file, at, marker);
            }
            at += 2 + file.u16(at + 2, BIG_ENDIAN);
        }
        throw Refusal.corrupt("the TIFF's strip at byte " + start + " is no JPEG, as its directory says");
    }
}
