package photos.processor.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// PNGs that say what no PNG should.
final class HostilePngs {
    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] PALETTE = {0, 0, 0, 90, 90, 90, 127, 0, 0, 0, 127, 0};
    private static final long MEGABYTE = 1 << 20;
    private static final int SIDE = 16;
    private static final int RGB = 2;
    private static final int INDEXED = 3;

    private final List<HostileFile> files = new ArrayList<>();

    static List<HostileFile> all() {
        HostilePngs pngs = new HostilePngs();
        pngs.headers();
        pngs.kinds();
        pngs.sizes();
        pngs.text();
        pngs.pixels();
        pngs.palettes();
        pngs.chunks();
        return pngs.files;
    }

    private void add(String name, String expected, Bytes bytes) {
        files.add(HostileFile.of("png-" + name + ".png", expected, bytes.array()));
    }

    private static byte[] header(int width, int height, int depth, int type, int interlace) {
        return new Bytes().be32(width, height).u8(depth, type, 0, 0, interlace).array();
    }

    private static Bytes start(int width, int height, int depth, int type) {
        return Bytes.of(SIGNATURE).chunk("IHDR", header(width, height, depth, type, 0));
    }

    private static Bytes end(Bytes png) {
        return png.chunk("IEND", NOTHING);
    }

    /// 16x16 RGB, with chunks before its pixels.
    private static Bytes with(Bytes chunks) {
        return end(start(SIDE, SIDE, 8, RGB).add(chunks).chunk("IDAT", black()));
    }

    private static byte[] black() {
        return Bytes.deflatedZeros((3 * SIDE + 1) * SIDE);
    }

    private void headers() {
        byte[] sound = with(new Bytes()).array();
        for (int length : new int[] {0, 1, 12, 14, 255}) {
            add("header-length-" + length, "CORRUPT", Bytes.of(Bytes.patched(sound, 11, length)));
        }
        add("header-length-ffffffff", "CORRUPT", Bytes.of(Bytes.patched(sound, 8, 255, 255, 255, 255)));
        add(
                "header-second",
                "CORRUPT",
                Bytes.of(SIGNATURE).chunk("tEXt", new byte[13]).add(sound, 8, sound.length));
        add("header-twice", "READY", with(new Bytes().chunk("IHDR", header(9_999, 9_999, 16, 6, 1))));
        add("header-checksum", "READY|CORRUPT", Bytes.of(Bytes.patched(sound, 29, 1, 2, 3, 4)));
        for (int method : new int[] {1, 8, 255}) {
            add("compression-" + method, "READY|CORRUPT", Bytes.of(Bytes.patched(sound, 26, method)));
            add("filter-method-" + method, "READY|CORRUPT", Bytes.of(Bytes.patched(sound, 27, method)));
            add("interlace-" + method, "READY|CORRUPT|TRUNCATED", Bytes.of(Bytes.patched(sound, 28, method)));
        }
        add("signature-only", "TRUNCATED", Bytes.of(SIGNATURE));
        add(
                "signature-broken",
                "UNSUPPORTED_FORMAT",
                Bytes.of("\u0089PNG\n\n\u001a\n").add(sound, 8, sound.length));
        add("header-only", "TRUNCATED", start(SIDE, SIDE, 8, RGB));
    }

    /// Every colour type with every depth: those of the standard's table 11.1 are pictures.
    private void kinds() {
        for (int type = 0; type <= 7; type++) {
            for (int depth : new int[] {0, 1, 2, 3, 4, 8, 16, 32, 255}) {
                boolean wide = depth == 8 || depth == 16;
                boolean narrow = depth == 1 || depth == 2 || depth == 4;
                boolean known = switch (type) {
                    case 0 -> wide || narrow;
                    case INDEXED -> depth == 8 || narrow;
                    case 2, 4, 6 -> wide;
                    default -> false;
                };
                Bytes png = start(SIDE, SIDE, depth, type).chunk("PLTE", PALETTE);
                String name = "type-" + type + "-depth-" + depth;
                add(name, known ? "READY" : "CORRUPT", end(png.chunk("IDAT", Bytes.deflatedZeros(129 * SIDE))));
            }
        }
    }

    private void sizes() {
        int[][] none = {{0, 0}, {0, 16}, {16, 0}, {-1, 16}, {16, -1}, {Integer.MIN_VALUE, Integer.MIN_VALUE}};
        for (int[] size : none) {
            add("size-" + size[0] + "x" + size[1], "CORRUPT", declared(size[0], size[1], 8, RGB, 0, 100));
        }
        int[][] huge = {
            {Integer.MAX_VALUE, Integer.MAX_VALUE}, {Integer.MAX_VALUE, 1}, {1, Integer.MAX_VALUE}, {30_000, 30_000}
        };
        for (int[] size : huge) {
            for (int interlace = 0; interlace <= 1; interlace++) {
                add(
                        "size-" + size[0] + "x" + size[1] + (interlace == 1 ? "-interlaced" : ""),
                        "TOO_MANY_PIXELS",
                        declared(size[0], size[1], 8, 6, interlace, MEGABYTE));
            }
        }
        for (int interlace = 0; interlace <= 1; interlace++) {
            String way = interlace == 1 ? "-interlaced" : "";
            add("bomb-14000" + way, "TOO_COSTLY", declared(14_000, 14_000, 8, RGB, interlace, 50 * MEGABYTE));
            add("bomb-bits-14400" + way, "TOO_COSTLY", declared(14_400, 14_400, 1, 0, interlace, 25 * MEGABYTE));
            add("bomb-wide" + way, "TOO_COSTLY", declared(200_000_000, 1, 1, 0, interlace, 25 * MEGABYTE));
            add("bomb-high" + way, "TOO_COSTLY", declared(1, 200_000_000, 1, 0, interlace, 40 * MEGABYTE));
            add("bomb-of-nothing" + way, "TOO_COSTLY|TRUNCATED|CORRUPT", declared(10_000, 10_000, 16, 6, interlace, 9));
            add("too-many-pixels-within" + way, "READY", declared(SIDE, SIDE, 8, RGB, interlace, 100 * MEGABYTE));
        }
    }

    private static Bytes declared(int width, int height, int depth, int type, int interlace, long bytes) {
        return end(Bytes.of(SIGNATURE)
                .chunk("IHDR", header(width, height, depth, type, interlace))
                .chunk("IDAT", Bytes.deflatedZeros(bytes)));
    }

    private void text() {
        byte[] bomb = Bytes.deflatedZeros(100 * MEGABYTE);
        Stream.of(
                        new String[] {"zTXt", "k\0\0"},
                        new String[] {"iTXt", "k\0\1\0\0\0"},
                        new String[] {"iTXt", "XML:com.adobe.xmp\0\1\0\0\0"},
                        new String[] {"iCCP", "x\0\0"})
                .forEach(kind -> {
                    Bytes chunk = new Bytes()
                            .chunk(kind[0], Bytes.of(kind[1]).add(bomb).array());
                    String name = kind[0] + "-bomb-" + kind[1].length();
                    add(name, "READY", with(chunk));
                    add(name + "-50", "READY", with(new Bytes().times(50, chunk)));
                });
        add("text-100000", "READY", with(new Bytes().times(100_000, new Bytes().chunk("tEXt", NOTHING))));
        add(
                "iCCP-no-end",
                "READY",
                with(new Bytes().chunk("iCCP", Bytes.of("x").fill('a', 5_000).array())));
        add(
                "iCCP-dictionary",
                "READY",
                with(new Bytes().chunk("iCCP", Bytes.of("x\0\0x\u00bb\0\0\0\1").array())));
        add("iCCP-nothing", "READY", with(new Bytes().chunk("iCCP", NOTHING)));
        add(
                "exif-loop",
                "READY",
                with(new Bytes()
                        .chunk("eXIf", Bytes.of("II*\0").le32(8).le16(0).le32(8).array())));
    }

    private void pixels() {
        add("no-pixels", "CORRUPT", end(start(SIDE, SIDE, 8, RGB)));
        add("empty-pixels", "CORRUPT", end(start(SIDE, SIDE, 8, RGB).chunk("IDAT", NOTHING)));
        Bytes empty = new Bytes().chunk("IDAT", NOTHING);
        add(
                "empty-pixels-100000",
                "CORRUPT|TRUNCATED",
                end(start(SIDE, SIDE, 8, RGB).times(100_000, empty)));
        add(
                "pixels-behind-100000-empty",
                "READY|CORRUPT",
                end(start(SIDE, SIDE, 8, RGB).times(100_000, empty).chunk("IDAT", black())));
        for (int filter : new int[] {5, 6, 127, 255}) {
            byte[] row = Bytes.deflated(new Bytes()
                    .times(SIDE, new Bytes().u8(filter).fill(3, 3 * SIDE))
                    .array());
            add(
                    "filter-" + filter,
                    "READY|CORRUPT",
                    end(start(SIDE, SIDE, 8, RGB).chunk("IDAT", row)));
        }
        for (int header : new int[] {0, 0x0800, 0x78BB, 0xFFFF, 0x7900}) {
            byte[] data = Bytes.patched(black(), 0, header >> 8, header);
            add(
                    "zlib-%04x".formatted(header),
                    "CORRUPT",
                    end(start(SIDE, SIDE, 8, RGB).chunk("IDAT", data)));
        }
        add("zlib-block-3", "CORRUPT", end(start(SIDE, SIDE, 8, RGB).chunk("IDAT", Bytes.patched(black(), 2, 0xFF))));
        byte[] whole = black();
        Bytes apart = start(SIDE, SIDE, 8, RGB)
                .chunk("IDAT", new Bytes().add(whole, 0, 8).array())
                .chunk("tEXt", NOTHING);
        add(
                "pixels-apart",
                "READY|CORRUPT|TRUNCATED",
                end(apart.chunk("IDAT", new Bytes().add(whole, 8, whole.length).array())));
        add("pixels-short", "CORRUPT|TRUNCATED", end(start(SIDE, SIDE, 8, RGB).chunk("IDAT", Bytes.deflatedZeros(20))));
        byte[] sound = with(new Bytes()).array();
        add("pixels-checksum", "READY|CORRUPT", Bytes.of(Bytes.patched(sound, sound.length - 15, 9, 9, 9)));
        for (int cut = 1; cut < 8; cut++) {
            int length = sound.length * cut / 8;
            add("cut-" + cut, "TRUNCATED", new Bytes().add(sound, 0, length));
        }
        add("no-end", "READY|TRUNCATED", new Bytes().add(sound, 0, sound.length - 12));
    }

    private void palettes() {
        byte[] indices = Bytes.deflated(
                new Bytes().times(SIDE, new Bytes().u8(0).fill(200, SIDE)).array());
        Bytes start = start(SIDE, SIDE, 8, INDEXED);
        byte[] head = start.array();
        add("palette-missing", "CORRUPT", end(Bytes.of(head).chunk("IDAT", indices)));
        add(
                "palette-behind-pixels",
                "READY|CORRUPT",
                end(Bytes.of(head).chunk("IDAT", indices).chunk("PLTE", PALETTE)));
        add(
                "palette-empty",
                "CORRUPT",
                end(Bytes.of(head).chunk("PLTE", NOTHING).chunk("IDAT", indices)));
        add(
                "palette-twice",
                "READY",
                end(Bytes.of(head).chunk("PLTE", PALETTE).chunk("PLTE", PALETTE).chunk("IDAT", indices)));
        for (int bytes : new int[] {1, 2, 767, 771, 3_000_000}) {
            add(
                    "palette-bytes-" + bytes,
                    "CORRUPT",
                    end(Bytes.of(head).chunk("PLTE", new byte[bytes]).chunk("IDAT", indices)));
        }
        for (int bytes : new int[] {0, 5, 257, 1_000_000}) {
            Bytes png = Bytes.of(head).chunk("PLTE", PALETTE).chunk("tRNS", new byte[bytes]);
            add("transparency-bytes-" + bytes, "READY|CORRUPT", end(png.chunk("IDAT", indices)));
        }
        add(
                "transparency-before-palette",
                "READY|CORRUPT",
                end(Bytes.of(head)
                        .chunk("tRNS", new byte[4])
                        .chunk("PLTE", PALETTE)
                        .chunk("IDAT", indices)));
        add(
                "index-beyond-palette",
                "READY",
                end(Bytes.of(head).chunk("PLTE", PALETTE).chunk("IDAT", indices)));
    }

    private void chunks() {
        for (int length : new int[] {Integer.MAX_VALUE, -1, 1 << 24}) {
            add(
                    "chunk-length-" + length,
                    "TRUNCATED",
                    start(SIDE, SIDE, 8, RGB).be32(length).text("abcd").fill(0, 500));
            add(
                    "pixels-length-" + length,
                    "TRUNCATED|CORRUPT",
                    start(SIDE, SIDE, 8, RGB).be32(length).text("IDAT").add(black()));
        }
        add("critical-unknown", "READY|CORRUPT", with(new Bytes().chunk("ABCD", new byte[99])));
        add("type-of-zeros", "READY|CORRUPT", with(new Bytes().chunk("\0\0\0\0", new byte[99])));
        add(
                "apple-optimised",
                "READY|CORRUPT",
                Bytes.of(SIGNATURE)
                        .chunk("CgBI", new byte[4])
                        .add(with(new Bytes()).array(), 8, 70));
        add(
                "animated",
                "READY",
                with(new Bytes().chunk("acTL", new Bytes().be32(-1, 0).array()).chunk("fcTL", new byte[26])));
        add("then-an-archive", "READY", with(new Bytes()).text("PK\3\4").fill(0x50, 100_000));
    }
}
