package photos.processor.hostile;

import java.util.ArrayList;
import java.util.List;

/// BMPs that say what no BMP should.
final class HostileBmps {
    private static final int PIXELS_AT = 54;
    private static final int HEADER = 40;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;

    private final List<HostileFile> files = new ArrayList<>();

    static List<HostileFile> all() {
        HostileBmps bmps = new HostileBmps();
        bmps.headers();
        bmps.sizes();
        bmps.kinds();
        bmps.runs();
        bmps.palettes();
        return bmps.files;
    }

    private void add(String name, String expected, Bytes bytes) {
        files.add(HostileFile.of("bmp-" + name + ".bmp", expected, bytes.array()));
    }

    private record Info(
            int header, int width, int height, int planes, int bits, int compression, int bytes, int colours) {
        static Info of(int width, int height, int bits, int compression) {
            return new Info(HEADER, width, height, 1, bits, compression, 0, 0);
        }

        Bytes file(int pixelsAt) {
            return Bytes.of("BM")
                    .le32(70, 0, pixelsAt, header, width, height)
                    .le16(planes, bits)
                    .le32(compression, bytes, 0, 0, colours, 0);
        }
    }

    private static Bytes plain(int width, int height, int bits, int compression) {
        return Info.of(width, height, bits, compression).file(PIXELS_AT);
    }

    private void headers() {
        for (int size : new int[] {0, 1, 11, 13, 16, 39, 125, 1_000, Integer.MAX_VALUE, -1}) {
            add(
                    "header-" + size,
                    size > 255 || size < 0 ? "CORRUPT|UNSUPPORTED_FORMAT" : "CORRUPT",
                    new Info(size, 4, 4, 1, 24, 0, 0, 0).file(PIXELS_AT).fill(9, 300));
        }
        for (int size : new int[] {12, 41, 52, 56, 64, 108, 124}) {
            add(
                    "header-" + size,
                    "READY|CORRUPT|UNSUPPORTED_FORMAT|TRUNCATED",
                    new Info(size, 4, 4, 1, 24, 0, 0, 0).file(150).fill(9, 300));
        }
        for (int at : new int[] {0, 14, 53}) {
            add("pixels-at-" + at, "CORRUPT", Info.of(4, 4, 24, 0).file(at).fill(9, 300));
        }
        for (int at : new int[] {10_000, Integer.MAX_VALUE, -1}) {
            add("pixels-at-" + at, "TRUNCATED", Info.of(4, 4, 24, 0).file(at).fill(9, 300));
        }
        for (int planes : new int[] {0, 2, 255, 65_535}) {
            add(
                    "planes-" + planes,
                    "READY|CORRUPT|UNSUPPORTED_FORMAT",
                    new Info(HEADER, 4, 4, planes, 24, 0, 0, 0).file(PIXELS_AT).fill(9, 48));
        }
        for (int cut : new int[] {18, 26, 30, 50, 54}) {
            add(
                    "cut-" + cut,
                    "TRUNCATED",
                    new Bytes().add(plain(4, 4, 24, 0).fill(9, 48).array(), 0, cut));
        }
        add(
                "cut-in-pixels",
                "TRUNCATED|CORRUPT",
                new Bytes().add(plain(4, 4, 24, 0).fill(9, 48).array(), 0, 80));
    }

    private void sizes() {
        int[][] none = {{0, 0}, {0, 4}, {4, 0}, {-4, 4}, {Integer.MIN_VALUE, 4}, {4, Integer.MIN_VALUE}};
        for (int[] size : none) {
            add(
                    "size-" + size[0] + "x" + size[1],
                    "CORRUPT",
                    plain(size[0], size[1], 24, 0).fill(9, 48));
        }
        add("size-4x-4", "READY", plain(4, -4, 24, 0).fill(9, 48));
        int[][] huge = {
            {30_000, 30_000},
            {30_000, -30_000},
            {Integer.MAX_VALUE, 1},
            {1, Integer.MAX_VALUE},
            {Integer.MAX_VALUE, Integer.MAX_VALUE}
        };
        for (int[] size : huge) {
            add(
                    "size-" + size[0] + "x" + size[1],
                    "TOO_MANY_PIXELS",
                    plain(size[0], size[1], 24, 0).fill(9, 48));
            add(
                    "size-" + size[0] + "x" + size[1] + "-runs",
                    "TOO_MANY_PIXELS",
                    plain(size[0], size[1], 8, RLE8).fill(9, 48));
        }
        int[][] costly = {{14_000, 14_000}, {200_000_000, 1}, {1, 200_000_000}};
        for (int[] size : costly) {
            add(
                    "size-" + size[0] + "x" + size[1],
                    "TOO_COSTLY|TRUNCATED|CORRUPT",
                    plain(size[0], size[1], 24, 0).fill(9, 48));
            add(
                    "size-" + size[0] + "x" + size[1] + "-runs",
                    "TOO_COSTLY|TRUNCATED|CORRUPT",
                    plain(size[0], size[1], 8, RLE8).fill(9, 48));
        }
    }

    private void kinds() {
        for (int bits : new int[] {0, 2, 3, 5, 12, 15, 31, 33, 48, 64, 65_535}) {
            add("bits-" + bits, "UNSUPPORTED_FORMAT", plain(4, 4, bits, 0).fill(9, 300));
        }
        for (int compression : new int[] {4, 5, 6, 11, 12, 13, 255, -1}) {
            add(
                    "compression-" + compression,
                    "UNSUPPORTED_FORMAT",
                    plain(4, 4, 24, compression).fill(9, 300));
        }
        for (int bits : new int[] {1, 4, 8, 16, 24, 32}) {
            for (int compression = 0; compression <= 3; compression++) {
                Bytes bmp = Info.of(4, 4, bits, compression)
                        .file(PIXELS_AT + 1_024)
                        .fill(0, 1_024)
                        .fill(0, 100);
                add("bits-" + bits + "-compression-" + compression, "READY|CORRUPT|UNSUPPORTED_FORMAT", bmp);
            }
        }
        for (int mask : new int[] {0, 1, -1, 0x80000001, 0x00FFFF00}) {
            add(
                    "masks-%x".formatted(mask),
                    "READY|CORRUPT|UNSUPPORTED_FORMAT",
                    Info.of(4, 4, 32, 3)
                            .file(PIXELS_AT + 12)
                            .le32(mask, mask, mask)
                            .fill(9, 64));
        }
    }

    private void runs() {
        for (int coding : new int[] {RLE8, RLE4}) {
            int bits = coding == RLE8 ? 8 : 4;
            String way = bits == 8 ? "runs-8" : "runs-4";
            String any = "READY|CORRUPT|TRUNCATED";
            add(way + "-too-long", any, coded(bits, coding, new Bytes().times(1_000, new Bytes().u8(255, 1))));
            add(
                    way + "-absolute-too-long",
                    any,
                    coded(
                            bits,
                            coding,
                            new Bytes().times(100, new Bytes().u8(0, 255).fill(1, 256))));
            add(
                    way + "-delta-outside",
                    any,
                    coded(bits, coding, new Bytes().times(100, new Bytes().u8(0, 2, 255, 255, 9, 1))));
            add(way + "-lines-for-ever", any, coded(bits, coding, new Bytes().fill(0, 1_000_000)));
            add(way + "-end-at-once", any, coded(bits, coding, new Bytes().u8(0, 1)));
            add(way + "-cut", any, coded(bits, coding, new Bytes().u8(0, 200, 1)));
            add(
                    way + "-upside-down",
                    any + "|UNSUPPORTED_FORMAT",
                    Info.of(4, -4, bits, coding)
                            .file(PIXELS_AT + 64)
                            .fill(0, 64)
                            .u8(4, 1, 0, 1));
            for (int bytes : new int[] {1, Integer.MAX_VALUE, -1}) {
                Bytes bmp = new Info(HEADER, 4, 4, 1, bits, coding, bytes, 16).file(PIXELS_AT + 64);
                add(way + "-bytes-" + bytes, any, bmp.fill(0, 64).u8(4, 1, 0, 0, 4, 1, 0, 1));
            }
        }
    }

    private static Bytes coded(int bits, int coding, Bytes runs) {
        return new Info(HEADER, 16, 16, 1, bits, coding, runs.size(), 16)
                .file(PIXELS_AT + 64)
                .fill(5, 64)
                .add(runs);
    }

    private void palettes() {
        for (int bits : new int[] {1, 4, 8, 24}) {
            for (int colours : new int[] {257, 65_536, Integer.MAX_VALUE, -1}) {
                add(
                        "bits-" + bits + "-colours-" + colours,
                        "CORRUPT",
                        new Info(HEADER, 4, 4, 1, bits, 0, 0, colours)
                                .file(PIXELS_AT)
                                .fill(9, 300));
            }
        }
        add(
                "colours-missing",
                "READY|CORRUPT|TRUNCATED",
                new Info(HEADER, 4, 4, 1, 8, 0, 0, 256).file(PIXELS_AT).fill(9, 16));
        add(
                "index-beyond-colours",
                "READY|CORRUPT",
                new Info(HEADER, 4, 4, 1, 8, 0, 0, 2)
                        .file(PIXELS_AT + 8)
                        .fill(9, 8)
                        .fill(255, 16));
        Bytes far = Bytes.of("BM").le32(70, 0, 20_000_000, 12).le16(4, 4, 1, 8).fill(7, 20_000_000);
        add("os2-colours-to-the-far-pixels", "CORRUPT", far);
    }
}
