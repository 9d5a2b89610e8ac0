package photos.processor.hostile;

import java.util.TreeMap;

/// A TIFF of one directory, whose every entry can be set to what it should not be. Grey, 16x16, unless told
/// otherwise.
final class TiffFile {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int STRIP_OFFSETS = 273;
    static final int SAMPLES = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTES = 279;
    static final int PLANAR = 284;
    static final int PREDICTOR = 317;
    static final int COLOUR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;

    static final int SHORT = 3;
    static final int LONG = 4;

    /// Where the pixels begin.
    static final int DATA = 8;

    private record Entry(int type, int count, int value) {}

    private final TreeMap<Integer, Entry> entries = new TreeMap<>();
    private byte[] data = new byte[256];
    private int next;

    TiffFile() {
        set(WIDTH, 16);
        set(HEIGHT, 16);
        set(BITS, 8);
        set(COMPRESSION, 1);
        set(PHOTOMETRIC, 1);
        set(STRIP_OFFSETS, DATA);
        set(SAMPLES, 1);
        set(ROWS_PER_STRIP, 16);
        set(STRIP_BYTES, data.length);
    }

    TiffFile set(int tag, int value) {
        return set(tag, LONG, 1, value);
    }

    TiffFile set(int tag, int type, int count, int value) {
        entries.put(tag, new Entry(type, count, value));
        return this;
    }

    TiffFile without(int tag) {
        entries.remove(tag);
        return this;
    }

    /// Pixels, of which the strip takes the whole.
    TiffFile data(int compression, byte[] pixels) {
        this.data = pixels.clone();
        return set(COMPRESSION, compression).set(STRIP_BYTES, pixels.length);
    }

    /// So many strips or tiles, all of which are the same; where they begin, how long they are, and the one itself.
    ///
    /// @param offsets the tag that says where they begin
    /// @param lengths the tag that says how long they are
    TiffFile repeated(int compression, byte[] piece, int count, int offsets, int lengths) {
        int start = DATA + 2 * Integer.BYTES * count;
        Bytes table = new Bytes().times(count, new Bytes().le32(start)).times(count, new Bytes().le32(piece.length));
        return data(compression, table.add(piece).array())
                .without(STRIP_BYTES)
                .set(offsets, LONG, count, DATA)
                .set(lengths, LONG, count, DATA + Integer.BYTES * count);
    }

    TiffFile tiled(int width, int height) {
        return without(STRIP_OFFSETS)
                .without(STRIP_BYTES)
                .without(ROWS_PER_STRIP)
                .set(TILE_WIDTH, width)
                .set(TILE_HEIGHT, height)
                .set(TILE_OFFSETS, DATA)
                .set(TILE_BYTES, data.length);
    }

    /// Where a directory is said to follow.
    TiffFile next(int offset) {
        this.next = offset;
        return this;
    }

    /// Where the directory itself is.
    int directory() {
        return DATA + data.length;
    }

    Bytes bytes() {
        Bytes tiff = Bytes.of("II*\0").le32(directory()).add(data).le16(entries.size());
        entries.forEach((tag, entry) -> tiff.le16(tag, entry.type).le32(entry.count, entry.value));
        return tiff.le32(next);
    }
}
