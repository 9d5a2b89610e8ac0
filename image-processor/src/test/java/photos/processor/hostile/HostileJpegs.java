package photos.processor.hostile;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// JPEGs that say what no JPEG should.
final class HostileJpegs {
    private static final int DHT = 0xC4;
    private static final int SOF = 0xC0;
    private static final int SOF_PROGRESSIVE = 0xC2;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DRI = 0xDD;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int COM = 0xFE;

    private final List<HostileFile> files = new ArrayList<>();
    private final byte[] baseline =
            SoundPictures.jpeg(SoundPictures.picture(64, 48, BufferedImage.TYPE_INT_RGB), false);
    private final byte[] progressive =
            SoundPictures.jpeg(SoundPictures.picture(64, 48, BufferedImage.TYPE_INT_RGB), true);
    private final int frame = JpegSegments.find(baseline, SOF);
    private final int scan = JpegSegments.find(baseline, SOS);

    static List<HostileFile> all() {
        HostileJpegs jpegs = new HostileJpegs();
        jpegs.segments();
        jpegs.frames();
        jpegs.sizes();
        jpegs.scans();
        jpegs.many();
        jpegs.profiles();
        jpegs.ends();
        return jpegs.files;
    }

    private void add(String name, String expected, byte[] bytes) {
        files.add(HostileFile.of("jpeg-" + name + ".jpg", expected, bytes));
    }

    private void add(String name, String expected, Bytes bytes) {
        add(name, expected, bytes.array());
    }

    private void segments() {
        for (int marker : new int[] {SOF, DHT, DQT, SOS}) {
            int at = JpegSegments.find(baseline, marker);
            String name = "%02x".formatted(marker);
            for (int length : new int[] {0, 1}) {
                add(name + "-length-" + length, "CORRUPT", Bytes.patched(baseline, at + 2, 0, length));
            }
            add(name + "-length-2", "CORRUPT|TRUNCATED", Bytes.patched(baseline, at + 2, 0, 2));
            add(name + "-length-3", "CORRUPT|TRUNCATED", Bytes.patched(baseline, at + 2, 0, 3));
            add(name + "-length-65535", "TRUNCATED", Bytes.patched(baseline, at + 2, 0xFF, 0xFF));
            String missing = switch (marker) {
                case SOS -> "CORRUPT|TRUNCATED";
                // Frames of Motion JPEG leave out the standard's own codes (ITU-T T.81, K.3), which are these.
                case DHT -> "READY";
                default -> "CORRUPT";
            };
            add(name + "-missing", missing, JpegSegments.without(baseline, marker));
        }
        add("c0-twice", "CORRUPT", JpegSegments.doubled(baseline, SOF));
        add("c4-twice", "READY", JpegSegments.doubled(baseline, DHT));
        add("db-twice", "READY", JpegSegments.doubled(baseline, DQT));
        add("da-twice", "READY|CORRUPT|TRUNCATED", JpegSegments.doubled(baseline, SOS));
        add("scan-first", "CORRUPT", Bytes.of("\u00ff\u00d8").add(baseline, scan, baseline.length));
        for (int table : new int[] {4, 0x0F, 0x44, 0xFF}) {
            add("c4-table-" + table, "CORRUPT", Bytes.patched(baseline, JpegSegments.find(baseline, DHT) + 4, table));
            add("db-table-" + table, "CORRUPT", Bytes.patched(baseline, JpegSegments.find(baseline, DQT) + 4, table));
        }
        add("c4-256-codes", "CORRUPT", Bytes.patched(baseline, JpegSegments.find(baseline, DHT) + 5, 255, 255));
        add("db-zeros", "READY|CORRUPT", zeroed(JpegSegments.find(baseline, DQT) + 5, 64));
    }

    private byte[] zeroed(int at, int count) {
        return Bytes.patched(baseline, at, new int[count]);
    }

    private void frames() {
        for (int marker : new int[] {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}) {
            add("process-%02x".formatted(marker), "UNSUPPORTED_FORMAT", Bytes.patched(baseline, frame + 1, marker));
        }
        add("process-c1", "READY", Bytes.patched(baseline, frame + 1, 0xC1));
        add("process-c2-sequential-scan", "CORRUPT", Bytes.patched(baseline, frame + 1, SOF_PROGRESSIVE));
        add(
                "hierarchy",
                "READY|CORRUPT|UNSUPPORTED_FORMAT",
                JpegSegments.inserted(baseline, 0xDE, new Bytes().fill(8, 15)));
        for (int precision : new int[] {0, 1, 2, 7, 9, 12, 16, 255}) {
            add("precision-" + precision, "UNSUPPORTED_FORMAT", Bytes.patched(baseline, frame + 4, precision));
        }
        for (int components : new int[] {0, 2, 5, 255}) {
            add("components-" + components, "UNSUPPORTED_FORMAT", Bytes.patched(baseline, frame + 9, components));
        }
        for (int components : new int[] {1, 4}) {
            add("components-" + components, "CORRUPT", Bytes.patched(baseline, frame + 9, components));
        }
        add("components-alike", "CORRUPT|READY", Bytes.patched(baseline, frame + 13, 1, 0x11, 0, 1));
        add("component-table-9", "CORRUPT", Bytes.patched(baseline, frame + 12, 9));
        for (int sampling : new int[] {0x00, 0x01, 0x10, 0x51, 0x15, 0x55, 0xFF}) {
            add("sampling-%02x".formatted(sampling), "CORRUPT", Bytes.patched(baseline, frame + 11, sampling));
        }
        for (int sampling : new int[] {0x13, 0x31, 0x23, 0x32, 0x14, 0x41, 0x24, 0x42}) {
            add(
                    "sampling-%02x".formatted(sampling),
                    "READY|CORRUPT|TRUNCATED",
                    Bytes.patched(baseline, frame + 11, sampling));
        }
        for (int sampling : new int[] {0x33, 0x34, 0x43, 0x44}) {
            add("sampling-%02x".formatted(sampling), "CORRUPT", Bytes.patched(baseline, frame + 11, sampling));
        }
    }

    private void sizes() {
        int[][] none = {{0, 0}, {0, 48}, {64, 0}};
        for (int[] size : none) {
            add("size-" + size[0] + "x" + size[1], "CORRUPT", resized(baseline, SOF, size));
        }
        int[][] huge = {{65_535, 65_535}, {65_535, 3_300}, {14_500, 14_500}};
        for (int[] size : huge) {
            add("size-" + size[0] + "x" + size[1], "TOO_MANY_PIXELS", resized(baseline, SOF, size));
            add(
                    "progressive-" + size[0] + "x" + size[1],
                    "TOO_MANY_PIXELS",
                    resized(progressive, SOF_PROGRESSIVE, size));
        }
        int[][] costly = {{65_500, 3_200}, {3_200, 65_500}, {14_400, 14_400}};
        for (int[] size : costly) {
            add("size-" + size[0] + "x" + size[1], "TOO_COSTLY|TRUNCATED|CORRUPT", resized(baseline, SOF, size));
            add("progressive-" + size[0] + "x" + size[1], "TOO_COSTLY", resized(progressive, SOF_PROGRESSIVE, size));
        }
        add("size-65535x1", "READY|TRUNCATED|CORRUPT", resized(baseline, SOF, 65_535, 1));
        add("size-1x65535", "READY|TRUNCATED|CORRUPT", resized(baseline, SOF, 1, 65_535));
    }

    private void scans() {
        for (int scans : new int[] {101, 1_000, 20_000}) {
            add("scans-" + scans, "TOO_COSTLY", JpegSegments.withLastScan(progressive, scans));
        }
        add("scans-90", "READY|CORRUPT", JpegSegments.withLastScan(progressive, 90));
        add("blank-of-13-scans", "READY", LargeFiles.progressive(640, 480, 3, 13));
        for (int scans : new int[] {21, 90}) {
            add("blank-of-" + scans + "-scans", "TOO_COSTLY", LargeFiles.progressive(1_600, 1_000, 3, scans));
        }
        add(
                "wide-of-89-scans",
                "TOO_COSTLY",
                resized(JpegSegments.withLastScan(progressive, 80), SOF_PROGRESSIVE, 2_000, 1_500));
        int first = JpegSegments.find(progressive, SOS);
        int[][] spectra = {{0, 63, 0}, {1, 0, 0}, {63, 1, 0}, {64, 64, 0}, {0, 0, 0xFF}, {5, 5, 0xEE}};
        for (int[] spectrum : spectra) {
            add(
                    "spectrum-%d-%d-%02x".formatted(spectrum[0], spectrum[1], spectrum[2]),
                    "CORRUPT",
                    Bytes.patched(progressive, first + 11, spectrum));
        }
        for (int components : new int[] {0, 4, 5, 255}) {
            add("scan-of-" + components, "CORRUPT|TRUNCATED", Bytes.patched(baseline, scan + 4, components));
        }
        add("scan-of-unknown", "CORRUPT", Bytes.patched(baseline, scan + 5, 99));
        add("scan-tables-ff", "CORRUPT", Bytes.patched(baseline, scan + 6, 0xFF));
        for (int interval : new int[] {0, 1, 2, 7, 65_535}) {
            add(
                    "restart-" + interval,
                    "READY|CORRUPT|TRUNCATED",
                    JpegSegments.inserted(baseline, DRI, new Bytes().be16(interval)));
        }
        add("restart-length", "CORRUPT", JpegSegments.inserted(baseline, DRI, new Bytes().be32(1)));
        add("one-component-at-a-time-14400", "TOO_COSTLY", oneComponent(14_400));
    }

    /// Its first scan holds one component of three, so that a decoder keeps all coefficients.
    private byte[] oneComponent(int side) {
        Bytes jpeg = new Bytes().add(resized(baseline, SOF, side, side), 0, scan);
        return jpeg.u8(0xFF, SOS)
                .be16(8)
                .u8(1, 1, 0, 0, 63, 0)
                .fill(0x55, 500)
                .u8(0xFF, 0xD9)
                .array();
    }

    private void many() {
        for (int count : new int[] {1_001, 30_000}) {
            byte[] table = JpegSegments.segment(baseline, DHT);
            Bytes jpeg = new Bytes()
                    .add(baseline, 0, 2)
                    .times(count, Bytes.of(table))
                    .add(baseline, 2, baseline.length);
            add("tables-" + count, "CORRUPT", jpeg);
        }
        for (int count : new int[] {5_000, 200_000}) {
            Bytes comment = new Bytes().u8(0xFF, COM).be16(2);
            add(
                    "comments-" + count,
                    "READY",
                    new Bytes().add(baseline, 0, 2).times(count, comment).add(baseline, 2, baseline.length));
        }
        Bytes filled = new Bytes().add(baseline, 0, 2).fill(0xFF, 4 << 20).add(baseline, 2, baseline.length);
        add("fill-bytes", "READY", filled);
        Bytes restarts = new Bytes()
                .add(baseline, 0, 2)
                .times(500_000, new Bytes().u8(0xFF, 0xD3))
                .add(baseline, 2, baseline.length);
        add("restarts-between-segments", "READY|CORRUPT", restarts);
        Bytes scanRestarts = new Bytes()
                .add(baseline, 0, scan + 14)
                .times(500_000, new Bytes().u8(0xFF, 0xD3))
                .u8(0xFF, 0xD9);
        add("restarts-for-pixels", "READY|CORRUPT|TRUNCATED", scanRestarts);
        add("exif-of-chained-directories", "READY", JpegSegments.inserted(baseline, APP1, exifChain(10_000)));
        add(
                "exif-of-a-loop",
                "READY",
                JpegSegments.inserted(
                        baseline,
                        APP1,
                        Bytes.of("Exif\0\0II*\0").le32(8).le16(0).le32(8)));
    }

    private static Bytes exifChain(int directories) {
        Bytes exif = Bytes.of("Exif\0\0II*\0").le32(8);
        for (int i = 1; i <= directories; i++) {
            exif.le16(0).le32(8 + 6 * i);
        }
        return exif;
    }

    private void profiles() {
        add("icc-nonsense", "READY", withProfile(1, IntStream.of(1), 3_000));
        add("icc-backwards", "READY", withProfile(3, IntStream.of(3, 2, 1), 3_000));
        add("icc-twice", "READY", withProfile(2, IntStream.of(1, 1), 3_000));
        add("icc-gap", "READY", withProfile(3, IntStream.of(1, 3), 3_000));
        add("icc-of-none", "READY", withProfile(0, IntStream.of(0), 3_000));
        add("icc-12-megabytes", "READY", withProfile(185, IntStream.rangeClosed(1, 185), 65_000));
        add("icc-empty", "READY", withProfile(255, IntStream.rangeClosed(1, 255), 0));
        add("icc-short", "READY", JpegSegments.inserted(baseline, APP2, Bytes.of("ICC_PROFILE\0")));
    }

    private byte[] withProfile(int count, IntStream numbers, int bytes) {
        Bytes jpeg = new Bytes().add(baseline, 0, 2);
        numbers.forEach(number -> jpeg.u8(0xFF, APP2)
                .be16(16 + bytes)
                .text("ICC_PROFILE\0")
                .u8(number, count)
                .fill(0x41, bytes));
        return jpeg.add(baseline, 2, baseline.length).array();
    }

    private void ends() {
        add("start-only", "TRUNCATED", Bytes.of("\u00ff\u00d8\u00ff"));
        add("start-and-end", "CORRUPT", Bytes.of("\u00ff\u00d8\u00ff\u00d9"));
        add("starts", "CORRUPT|TRUNCATED", new Bytes().times(1_000, Bytes.of("\u00ff\u00d8")));
        for (int sixteenth = 1; sixteenth < 16; sixteenth++) {
            int length = baseline.length * sixteenth / 16;
            add(
                    "cut-" + sixteenth,
                    length < scan + 14 ? "TRUNCATED" : "TRUNCATED|CORRUPT",
                    new Bytes().add(baseline, 0, length));
        }
        add("cut-behind-scan-header", "TRUNCATED", new Bytes().add(baseline, 0, scan + 14));
        add("then-an-archive", "READY", Bytes.of(baseline).text("PK\3\4").fill(0x50, 100_000));
        add("then-another", "READY", Bytes.of(baseline).add(progressive));
        add("after-a-page", "UNSUPPORTED_FORMAT", Bytes.of("<html><body>").add(baseline));
        add(
                "end-in-the-middle",
                "READY|CORRUPT|TRUNCATED",
                Bytes.patched(baseline, (scan + baseline.length) / 2, 0xFF, 0xD9));
        add(
                "noise-for-pixels",
                "READY|CORRUPT|TRUNCATED",
                new Bytes().add(baseline, 0, scan + 14).fill(0xA7, 20_000).u8(0xFF, 0xD9));
    }

    private static byte[] resized(byte[] jpeg, int marker, int... size) {
        int at = JpegSegments.find(jpeg, marker);
        return Bytes.patched(jpeg, at + 5, size[1] >> 8, size[1], size[0] >> 8, size[0]);
    }
}
