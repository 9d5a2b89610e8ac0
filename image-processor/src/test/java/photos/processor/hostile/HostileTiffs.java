package photos.processor.hostile;

import static photos.processor.hostile.TiffFile.BITS;
import static photos.processor.hostile.TiffFile.COLOUR_MAP;
import static photos.processor.hostile.TiffFile.COMPRESSION;
import static photos.processor.hostile.TiffFile.DATA;
import static photos.processor.hostile.TiffFile.HEIGHT;
import static photos.processor.hostile.TiffFile.LONG;
import static photos.processor.hostile.TiffFile.PHOTOMETRIC;
import static photos.processor.hostile.TiffFile.PLANAR;
import static photos.processor.hostile.TiffFile.PREDICTOR;
import static photos.processor.hostile.TiffFile.ROWS_PER_STRIP;
import static photos.processor.hostile.TiffFile.SAMPLES;
import static photos.processor.hostile.TiffFile.SHORT;
import static photos.processor.hostile.TiffFile.STRIP_BYTES;
import static photos.processor.hostile.TiffFile.STRIP_OFFSETS;
import static photos.processor.hostile.TiffFile.WIDTH;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/// TIFFs that say what no TIFF should.
final class HostileTiffs {
    private static final int JPEG = 7;
    private static final int DEFLATE = 8;
    private static final int LZW = 5;
    private static final int PACK_BITS = 32_773;
    private static final int SUB_DIRECTORIES = 330;
    private static final int EXIF = 34_665;
    private static final int SAMPLE_FORMAT = 339;
    private static final int JPEG_TABLES = 347;
    private static final int RATIONAL = 5;
    private static final int UNDEFINED = 7;
    private static final int DOUBLE = 12;
    private static final int WIDEST = 8;

    private final List<HostileFile> files = new ArrayList<>();

    static List<HostileFile> all() {
        HostileTiffs tiffs = new HostileTiffs();
        tiffs.directories();
        tiffs.values();
        tiffs.sizes();
        tiffs.samples();
        tiffs.strips();
        tiffs.tiles();
        tiffs.compressions();
        tiffs.jpegs();
        tiffs.large();
        return tiffs.files;
    }

    private void add(String name, String expected, TiffFile tiff) {
        add(name, expected, tiff.bytes());
    }

    private void add(String name, String expected, Bytes bytes) {
        files.add(HostileFile.of("tiff-" + name + ".tif", expected, bytes.array()));
    }

    private void directories() {
        TiffFile sound = new TiffFile();
        add("next-is-itself", "CORRUPT", new TiffFile().next(sound.directory()));
        add("next-is-the-header", "READY|CORRUPT", new TiffFile().next(4));
        add("next-past-the-end", "READY", new TiffFile().next(-1));
        add("chain-65", "TOO_COSTLY", chain(65));
        add("chain-200000", "TOO_COSTLY", chain(200_000));
        add("chain-60", "READY", chain(60));
        add("sub-directory-is-itself", "READY", new TiffFile().set(SUB_DIRECTORIES, sound.directory()));
        add("exif-is-itself", "READY", new TiffFile().set(EXIF, sound.directory()));
        for (int offset : new int[] {0, 4, 7}) {
            add(
                    "directory-at-" + offset,
                    "CORRUPT",
                    Bytes.of("II*\0").le32(offset).add(sound.bytes()));
        }
        add("directory-past-the-end", "TRUNCATED", Bytes.of("II*\0").le32(-1).add(sound.bytes()));
        add("directory-of-none", "CORRUPT", Bytes.of("II*\0").le32(8).le16(0).le32(0));
        add(
                "directory-of-65535",
                "CORRUPT|TRUNCATED",
                Bytes.of("II*\0").le32(8).le16(65_535).fill(1, 65_535 * 12 + 4));
        for (int type : new int[] {0, 2, 5, 7, 12, 13, 200, 65_535}) {
            add(
                    "width-of-type-" + type,
                    "READY|CORRUPT|TRUNCATED|UNSUPPORTED_FORMAT",
                    new TiffFile().set(WIDTH, type, 1, 16));
        }
        for (int count : new int[] {0, 2, -1, 1 << 30}) {
            add(
                    "width-count-" + count,
                    "READY|CORRUPT|TRUNCATED|TOO_MANY_PIXELS",
                    new TiffFile().set(WIDTH, LONG, count, 16));
        }
        for (int tag : new int[] {WIDTH, HEIGHT, STRIP_OFFSETS}) {
            add("without-" + tag, "CORRUPT", new TiffFile().without(tag));
        }
        for (int tag : new int[] {BITS, COMPRESSION, PHOTOMETRIC, SAMPLES, ROWS_PER_STRIP, STRIP_BYTES}) {
            add("without-" + tag, "READY|CORRUPT|UNSUPPORTED_FORMAT|TRUNCATED", new TiffFile().without(tag));
        }
        for (int cut : new int[] {6, 8, 100, 264, 270, 300}) {
            add("cut-" + cut, "TRUNCATED", new Bytes().add(sound.bytes().array(), 0, cut));
        }
    }

    /// Entries of whatever kind, with their values at the same place: as many bytes for each as the file has in all.
    private void values() {
        for (int type : new int[] {1, 2, SHORT, LONG, RATIONAL, UNDEFINED, DOUBLE}) {
            TiffFile tiff = new TiffFile().data(1, new byte[1 << 20]).set(STRIP_BYTES, 256);
            for (int tag = 40_000; tag < 42_000; tag++) {
                tiff.set(tag, type, (1 << 20) / WIDEST, DATA);
            }
            add("2000-tags-of-type-" + type, "READY", tiff);
        }
        for (int tag : new int[] {BITS, PHOTOMETRIC, COLOUR_MAP, PREDICTOR, JPEG_TABLES, SAMPLE_FORMAT}) {
            TiffFile tiff = new TiffFile().data(1, new byte[1 << 20]).set(STRIP_BYTES, 256);
            add(
                    "tag-" + tag + "-with-250000-values",
                    "CORRUPT|UNSUPPORTED_FORMAT",
                    tiff.set(tag, SHORT, 250_000, DATA));
        }
        TiffFile strips = new TiffFile().data(1, new byte[16 << 20]).set(STRIP_BYTES, LONG, 4 << 20, DATA);
        add("4000000-strips", "CORRUPT", strips.set(STRIP_OFFSETS, LONG, 4 << 20, DATA));
        Bytes again =
                Bytes.of("II*\0").le32(8 + (1 << 20)).add(new byte[1 << 20]).le16(4_000);
        for (int[] entry : new int[][] {
            {WIDTH, 16},
            {HEIGHT, 16},
            {BITS, 8},
            {COMPRESSION, 1},
            {PHOTOMETRIC, 1},
            {STRIP_OFFSETS, DATA},
            {SAMPLES, 1},
            {ROWS_PER_STRIP, 16},
            {STRIP_BYTES, 256}
        }) {
            again.le16(entry[0], LONG).le32(1, entry[1]);
        }
        for (int i = 9; i < 4_000; i++) {
            again.le16(STRIP_BYTES, LONG).le32(1 << 18, DATA);
        }
        add("a-tag-4000-times", "READY", again.le32(0));
    }

    private static Bytes chain(int directories) {
        Bytes tiff = new TiffFile().next(new TiffFile().bytes().size()).bytes();
        int at = tiff.size();
        for (int i = 1; i < directories; i++) {
            at += 6;
            tiff.le16(0).le32(i < directories - 1 ? at : 0);
        }
        return tiff;
    }

    private void sizes() {
        int[][] none = {{0, 0}, {0, 16}, {16, 0}, {-1, 16}, {16, -1}};
        for (int[] size : none) {
            add("size-" + size[0] + "x" + size[1], "CORRUPT", sized(size[0], size[1]));
        }
        int[][] huge = {{Integer.MAX_VALUE, Integer.MAX_VALUE}, {60_000, 30_000}, {Integer.MAX_VALUE, 1}};
        for (int[] size : huge) {
            add("size-" + size[0] + "x" + size[1], "TOO_MANY_PIXELS", sized(size[0], size[1]));
        }
        int[][] costly = {{14_000, 14_000}, {200_000_000, 1}, {1, 200_000_000}};
        for (int[] size : costly) {
            add("size-" + size[0] + "x" + size[1], "TOO_COSTLY|TRUNCATED|CORRUPT", sized(size[0], size[1]));
        }
        add("size-larger-than-data", "TRUNCATED|CORRUPT|READY", sized(1_000, 1_000));
        add("no-rows-1000", "TRUNCATED|CORRUPT|READY", sized(16, 1_000));
    }

    private static TiffFile sized(int width, int height) {
        return new TiffFile().set(WIDTH, width).set(HEIGHT, height).set(ROWS_PER_STRIP, height);
    }

    private void samples() {
        for (int bits : new int[] {0, 65, 128, 65_535, -1}) {
            add("bits-" + bits, "UNSUPPORTED_FORMAT", new TiffFile().set(BITS, bits));
        }
        for (int bits : new int[] {2, 3, 5, 7, 9, 12, 15, 17, 24, 31, 32, 33, 48, 64}) {
            add("bits-" + bits, "READY|CORRUPT|UNSUPPORTED_FORMAT|TRUNCATED", new TiffFile().set(BITS, bits));
        }
        for (int samples : new int[] {0, 9, 255, 65_535, -1}) {
            add("samples-" + samples, "UNSUPPORTED_FORMAT", new TiffFile().set(SAMPLES, samples));
        }
        for (int samples = 2; samples <= 8; samples++) {
            add(
                    "samples-" + samples,
                    "READY|CORRUPT|UNSUPPORTED_FORMAT|TRUNCATED",
                    new TiffFile().set(SAMPLES, samples));
        }
        for (int photometric : new int[] {2, 3, 4, 5, 6, 7, 8, 9, 10, 32_803, 32_844, 32_845, 65_535}) {
            add(
                    "photometric-" + photometric,
                    "READY|CORRUPT|UNSUPPORTED_FORMAT|TRUNCATED",
                    new TiffFile().set(PHOTOMETRIC, photometric));
        }
        add("palette-short", "READY|CORRUPT", new TiffFile().set(PHOTOMETRIC, 3).set(COLOUR_MAP, SHORT, 3, DATA));
        add(
                "palette-huge",
                "READY|CORRUPT|TRUNCATED",
                new TiffFile().set(PHOTOMETRIC, 3).set(COLOUR_MAP, SHORT, 1 << 30, DATA));
        for (int planar : new int[] {0, 2, 3, 65_535}) {
            add("planar-" + planar, "READY|CORRUPT|UNSUPPORTED_FORMAT", new TiffFile().set(PLANAR, planar));
        }
    }

    private void strips() {
        for (int rows : new int[] {0, 1, 5, 17, Integer.MAX_VALUE, -1}) {
            add("rows-per-strip-" + rows, "READY|CORRUPT|TRUNCATED", new TiffFile().set(ROWS_PER_STRIP, rows));
        }
        for (int bytes : new int[] {0, 1, 255, Integer.MAX_VALUE, -1}) {
            add("strip-bytes-" + bytes, "READY|CORRUPT|TRUNCATED", new TiffFile().set(STRIP_BYTES, bytes));
        }
        for (int offset : new int[] {0, 4, 200, 1_000_000, Integer.MAX_VALUE, -1}) {
            add("strip-at-" + offset, "READY|CORRUPT|TRUNCATED", new TiffFile().set(STRIP_OFFSETS, offset));
        }
        for (int count : new int[] {0, 2, 16, 1 << 20, Integer.MAX_VALUE, -1}) {
            TiffFile tiff = new TiffFile().set(STRIP_OFFSETS, LONG, count, DATA).set(STRIP_BYTES, LONG, count, DATA);
            add("strips-" + count, "READY|CORRUPT|TRUNCATED|TOO_COSTLY", tiff.set(ROWS_PER_STRIP, 1));
        }
    }

    private void tiles() {
        int[][] none = {{0, 0}, {0, 16}, {16, 0}, {-1, 16}, {16, -1}};
        for (int[] tile : none) {
            add(
                    "tile-" + tile[0] + "x" + tile[1],
                    "CORRUPT|UNSUPPORTED_FORMAT",
                    new TiffFile().tiled(tile[0], tile[1]));
        }
        int[][] huge = {
            {Integer.MAX_VALUE, Integer.MAX_VALUE}, {Integer.MAX_VALUE, 16}, {16, Integer.MAX_VALUE}, {30_000, 30_000}
        };
        for (int[] tile : huge) {
            add("tile-" + tile[0] + "x" + tile[1], "TOO_COSTLY|CORRUPT", new TiffFile().tiled(tile[0], tile[1]));
        }
        int[][] odd = {{1, 1}, {7, 5}, {16, 32}, {1_000, 1_000}};
        for (int[] tile : odd) {
            add("tile-" + tile[0] + "x" + tile[1], "READY|CORRUPT|TRUNCATED", new TiffFile().tiled(tile[0], tile[1]));
        }
    }

    private void compressions() {
        for (int compression : new int[] {0, 9, 10, 99, 32_767, 34_661, 34_712, 34_925, 50_000, 50_001, 65_535}) {
            add("compression-" + compression, "UNSUPPORTED_FORMAT", new TiffFile().set(COMPRESSION, compression));
        }
        for (int compression : new int[] {2, 3, 4, LZW, 6, DEFLATE, 32_946, PACK_BITS}) {
            for (int fill : new int[] {0x00, 0x55, 0x80, 0xFF}) {
                byte[] pixels = new Bytes().fill(fill, 300).array();
                String expected = "READY|CORRUPT|UNSUPPORTED_FORMAT|TRUNCATED";
                add(
                        "compression-%d-of-%02x".formatted(compression, fill),
                        expected,
                        new TiffFile().data(compression, pixels));
                add(
                        "bits-compression-%d-of-%02x".formatted(compression, fill),
                        expected,
                        new TiffFile().data(compression, pixels).set(BITS, 1));
            }
        }
        for (int predictor : new int[] {0, 2, 3, 4, 99, 65_535}) {
            for (int bits : new int[] {1, 8, 16, 32}) {
                TiffFile tiff = new TiffFile()
                        .data(DEFLATE, Bytes.deflatedZeros(16 * 16 * 8))
                        .set(BITS, bits);
                add(
                        "predictor-" + predictor + "-bits-" + bits,
                        "READY|CORRUPT|UNSUPPORTED_FORMAT",
                        tiff.set(PREDICTOR, predictor));
            }
        }
        byte[] bomb = Bytes.deflatedZeros(100 << 20);
        add("deflate-bomb", "READY", new TiffFile().data(DEFLATE, bomb));
        add("deflate-bomb-declared", "TOO_COSTLY", sized(14_000, 14_000).data(DEFLATE, bomb));
        byte[] packed = new Bytes().times(1_000_000, new Bytes().u8(0x81, 7)).array();
        add("packbits-bomb", "READY|CORRUPT", new TiffFile().data(PACK_BITS, packed));
        add(
                "packbits-nothing",
                "READY|CORRUPT|TRUNCATED",
                new TiffFile().data(PACK_BITS, new Bytes().fill(0x80, 1_000_000).array()));
        add(
                "tile-deflate-bomb",
                "TOO_COSTLY",
                new TiffFile().data(DEFLATE, bomb).tiled(20_000, 20_000));
    }

    private void jpegs() {
        byte[] baseline = SoundPictures.jpeg(SoundPictures.picture(16, 16, BufferedImage.TYPE_BYTE_GRAY), false);
        byte[] progressive = SoundPictures.jpeg(SoundPictures.picture(16, 16, BufferedImage.TYPE_BYTE_GRAY), true);
        add("jpeg-sound", "READY", new TiffFile().data(JPEG, baseline));
        add("jpeg-progressive", "UNSUPPORTED_FORMAT", new TiffFile().data(JPEG, progressive));
        add("jpeg-none", "CORRUPT|TRUNCATED", new TiffFile().data(JPEG, new byte[300]));
        int at = JpegSegments.find(baseline, 0xC0) + 5;
        add(
                "jpeg-huge",
                "CORRUPT|TOO_MANY_PIXELS",
                new TiffFile().data(JPEG, Bytes.patched(baseline, at, 0xFF, 0xFF, 0xFF, 0xFF)));
        add("jpeg-larger", "READY|CORRUPT", new TiffFile().data(JPEG, Bytes.patched(baseline, at, 0, 99, 0, 99)));
        add(
                "jpeg-frame-late",
                "READY|CORRUPT|UNSUPPORTED_FORMAT",
                new TiffFile().data(JPEG, JpegSegments.without(baseline, 0xC0)));
        add("jpeg-segment-length-0", "CORRUPT", new TiffFile().data(JPEG, Bytes.patched(baseline, 4, 0, 0)));
        for (int strips : new int[] {16, 4_000}) {
            add("jpeg-strips-of-empty-segments-" + strips, "CORRUPT", emptySegments(strips));
        }
        add("jpeg-strips-100000", "TOO_COSTLY", emptySegments(100_000));
        add("jpeg-strips-400-of-one-row", "READY", oneRowEach(400));
        add("jpeg-strips-5001-of-one-row", "TOO_COSTLY", oneRowEach(5_001));
        add("jpeg-old-style", "UNSUPPORTED_FORMAT", new TiffFile().data(6, baseline));
    }

    /// All strips of one row are the same JPEG, whose frame never comes.
    private static TiffFile emptySegments(int strips) {
        int start = DATA + 4 * strips;
        Bytes data = new Bytes();
        for (int i = 0; i < strips; i++) {
            data.le32(start);
        }
        data.u8(0xFF, 0xD8).times(100_000, new Bytes().u8(0xFF, 0xE0).be16(2));
        return sized(16, strips)
                .data(JPEG, data.array())
                .set(ROWS_PER_STRIP, 1)
                .set(STRIP_OFFSETS, LONG, strips, DATA)
                .without(STRIP_BYTES);
    }

    /// All strips are the same sound JPEG of one row.
    private static TiffFile oneRowEach(int strips) {
        byte[] jpeg = SoundPictures.jpeg(SoundPictures.picture(16, 1, BufferedImage.TYPE_BYTE_GRAY), false);
        return sized(16, strips).set(ROWS_PER_STRIP, 1).repeated(JPEG, jpeg, strips, STRIP_OFFSETS, STRIP_BYTES);
    }

    private void large() {
        Bytes head = Bytes.of("II+\0").le16(8, 0).le32(16, 0);
        add(
                "big-entries-1000000",
                "CORRUPT",
                Bytes.of(head.array()).le32(1_000_000, 0).fill(0, 1_000_000 * 20));
        add(
                "big-entries-negative",
                "CORRUPT",
                Bytes.of(head.array()).le32(-1, -1).fill(0, 1_000));
        add(
                "big-offsets-of-4",
                "CORRUPT",
                Bytes.of("II+\0").le16(4, 0).le32(16, 0).fill(0, 1_000));
        add(
                "big-directory-negative",
                "CORRUPT",
                Bytes.of("II+\0").le16(8, 0).le32(-1, -1).fill(0, 1_000));
        add(
                "big-directory-far",
                "TRUNCATED|CORRUPT",
                Bytes.of("II+\0").le16(8, 0).le32(-1, Integer.MAX_VALUE).fill(0, 1_000));
        Bytes values = Bytes.of(head.array()).le32(2, 0);
        values.le16(WIDTH, 16)
                .le32(1, 0, -1, -1)
                .le16(HEIGHT, 16)
                .le32(-1, Integer.MAX_VALUE, 0, -1)
                .le32(0, 0);
        add("big-values-negative", "CORRUPT|TRUNCATED", values);
    }
}
