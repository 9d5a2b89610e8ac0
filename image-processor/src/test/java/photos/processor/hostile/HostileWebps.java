package photos.processor.hostile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// WebPs that say what no WebP should.
final class HostileWebps {
    private static final int ALPHA = 0x10;
    private static final int ANIMATION = 0x02;

    private final List<HostileFile> files = new ArrayList<>();
    private final byte[] lossy = picture("lossy");
    private final byte[] lossless = picture("lossless-alpha");

    static List<HostileFile> all() {
        HostileWebps webps = new HostileWebps();
        webps.containers();
        webps.extended();
        webps.frames();
        webps.lossyPictures();
        webps.losslessPictures();
        return webps.files;
    }

    private void add(String name, String expected, Bytes bytes) {
        files.add(HostileFile.of("webp-" + name + ".webp", expected, bytes.array()));
    }

    /// The data of the picture's chunk in a sound file, 48x40.
    private static byte[] picture(String name) {
        byte[] file = Seeds.webp(name);
        return Arrays.copyOfRange(file, 20, file.length);
    }

    private static Bytes webp(Bytes chunks) {
        return Bytes.of("RIFF").le32(chunks.size() + 4).text("WEBP").add(chunks);
    }

    private static Bytes extended(int flags, int width, int height) {
        Bytes data = new Bytes()
                .le32(flags)
                .le16(width - 1)
                .u8((width - 1) >> 16)
                .le16(height - 1)
                .u8((height - 1) >> 16);
        return new Bytes().riff("VP8X", data.array());
    }

    private Bytes lossyChunk() {
        return new Bytes().riff("VP8 ", lossy);
    }

    private void containers() {
        byte[] sound = webp(lossyChunk()).array();
        for (int size : new int[] {0, 1, 3, 4, 11, Integer.MAX_VALUE, -1, sound.length * 2}) {
            byte[] patched =
                    Bytes.of("RIFF").le32(size).add(sound, 8, sound.length).array();
            add("riff-size-" + size, "READY|TRUNCATED|CORRUPT", Bytes.of(patched));
        }
        for (int size : new int[] {0, 1, 9, 10}) {
            byte[] patched = new Bytes()
                    .add(sound, 0, 16)
                    .le32(size)
                    .add(sound, 20, sound.length)
                    .array();
            add("picture-size-" + size, "CORRUPT|TRUNCATED", Bytes.of(patched));
        }
        for (int size : new int[] {Integer.MAX_VALUE, -1, sound.length}) {
            byte[] patched = new Bytes()
                    .add(sound, 0, 16)
                    .le32(size)
                    .add(sound, 20, sound.length)
                    .array();
            add("picture-size-" + size, "TRUNCATED", Bytes.of(patched));
        }
        for (int eighth = 1; eighth < 8; eighth++) {
            add("cut-" + eighth, "TRUNCATED", new Bytes().add(sound, 0, Math.max(16, sound.length * eighth / 8)));
        }
        add("signature-only", "TRUNCATED|CORRUPT", Bytes.of("RIFF\4\0\0\0WEBP"));
        add("wave", "UNSUPPORTED_FORMAT", Bytes.of("RIFF\4\0\0\0WAVEfmt ").fill(0, 100));
        add("no-picture", "CORRUPT", webp(new Bytes().riff("EXIF", new byte[10])));
        Bytes nothing = new Bytes().riff("abcd", new byte[0]);
        add("chunks-200000", "READY", webp(new Bytes().times(200_000, nothing).add(lossyChunk())));
        add("picture-twice", "READY", webp(lossyChunk().add(lossyChunk())));
        add("then-an-archive", "READY", webp(lossyChunk()).text("PK\3\4").fill(0x50, 100_000));
    }

    private void extended() {
        int[][] sizes = {{1, 1}, {47, 40}, {4_000, 10}, {16_384, 1}};
        for (int[] size : sizes) {
            add(
                    "canvas-" + size[0] + "x" + size[1],
                    "READY|CORRUPT",
                    webp(extended(0, size[0], size[1]).add(lossyChunk())));
        }
        add(
                "canvas-largest",
                "TOO_MANY_PIXELS",
                webp(extended(0, 1 << 24, 1 << 24).add(lossyChunk())));
        add("canvas-14000", "TOO_COSTLY", webp(extended(0, 14_000, 14_000).add(lossyChunk())));
        for (int flags : new int[] {-1, ANIMATION, ALPHA, 0x20, 0xC1}) {
            add(
                    "flags-%x".formatted(flags),
                    "READY|CORRUPT",
                    webp(extended(flags, 48, 40).add(lossyChunk())));
        }
        add(
                "extended-short",
                "CORRUPT",
                webp(new Bytes().riff("VP8X", new byte[3]).add(lossyChunk())));
        add("extended-short-and-last", "CORRUPT|TRUNCATED", webp(new Bytes().riff("VP8X", new byte[3])));
        add(
                "extended-twice",
                "READY|CORRUPT",
                webp(extended(0, 48, 40).add(extended(0, 9, 9)).add(lossyChunk())));
        add("extended-last", "READY", webp(lossyChunk().add(extended(0, 9_999, 9_999))));
        for (int bytes : new int[] {0, 1, 127, 1_000, 12_000_000}) {
            Bytes profile = new Bytes().riff("ICCP", new Bytes().fill(7, bytes).array());
            add(
                    "profile-" + bytes,
                    "READY",
                    webp(extended(0x20, 48, 40).add(profile).add(lossyChunk())));
        }
        for (int header : new int[] {0, 1, 2, 3, 0x1D, 0x20, 0xFF}) {
            Bytes alpha = new Bytes()
                    .riff("ALPH", new Bytes().u8(header).fill(0x5A, 60).array());
            add(
                    "alpha-%02x".formatted(header),
                    "READY|CORRUPT|TRUNCATED",
                    webp(extended(ALPHA, 48, 40).add(alpha).add(lossyChunk())));
        }
        Bytes empty = new Bytes().riff("ALPH", new byte[0]);
        add(
                "alpha-empty",
                "READY|CORRUPT|TRUNCATED",
                webp(extended(ALPHA, 48, 40).add(empty).add(lossyChunk())));
    }

    private void frames() {
        Bytes animation = extended(ANIMATION, 48, 40).riff("ANIM", new byte[6]);
        byte[] start = animation.array();
        add("frames-20000", "READY", webp(Bytes.of(start).times(20_000, frame(0, 0, lossyChunk()))));
        add("frame-outside", "READY|CORRUPT", webp(Bytes.of(start).add(frame(100, 100, lossyChunk()))));
        add("frame-far-outside", "TOO_MANY_PIXELS", webp(Bytes.of(start).add(frame(0xFFFFFF, 0xFFFFFF, lossyChunk()))));
        add("frame-empty", "CORRUPT", webp(Bytes.of(start).add(frame(0, 0, new Bytes()))));
        add("frame-short", "CORRUPT|TRUNCATED", webp(Bytes.of(start).riff("ANMF", new byte[5])));
        add("frame-in-a-frame", "CORRUPT", webp(Bytes.of(start).add(frame(0, 0, frame(0, 0, lossyChunk())))));
        int depth = 100_000;
        Bytes nested = Bytes.of(start);
        for (int left = depth; left > 0; left--) {
            nested.text("ANMF").le32(24 * left - 8).fill(0, 16);
        }
        add("frames-nested-100000", "CORRUPT", webp(nested));
    }

    private static Bytes frame(int x, int y, Bytes chunks) {
        Bytes data =
                new Bytes().le16(x).u8(x >> 16).le16(y).u8(y >> 16).fill(0, 10).add(chunks);
        return new Bytes().riff("ANMF", data.array());
    }

    private void lossyPictures() {
        add("lossy-no-key-frame", "CORRUPT", lossy(0, lossy[0] | 1));
        add("lossy-start-code", "CORRUPT", lossy(3, 0, 0, 0));
        add("lossy-version-7", "READY|CORRUPT", lossy(0, lossy[0] | 0x0E));
        add("lossy-hidden", "READY|CORRUPT", lossy(0, lossy[0] & ~0x10));
        add("lossy-partition-0", "READY|CORRUPT|TRUNCATED", lossy(0, lossy[0] & 0x1F, 0, 0));
        add("lossy-partition-largest", "READY|CORRUPT|TRUNCATED", lossy(0, lossy[0] | 0xE0, 255, 255));
        int[][] none = {{0, 0}, {0, 40}, {48, 0}};
        for (int[] size : none) {
            add("lossy-" + size[0] + "x" + size[1], "CORRUPT", lossy(6, size[0], size[0] >> 8, size[1], size[1] >> 8));
        }
        add("lossy-16383x16383", "TOO_MANY_PIXELS", lossy(6, 0xFF, 0x3F, 0xFF, 0x3F));
        add("lossy-14400x14400", "TOO_COSTLY|TRUNCATED|CORRUPT", lossy(6, 0x40, 0x38, 0x40, 0x38));
        add("lossy-scaled", "READY", lossy(7, lossy[7] | 0xC0));
        add(
                "lossy-noise",
                "READY|CORRUPT|TRUNCATED",
                webp(new Bytes()
                        .riff(
                                "VP8 ",
                                new Bytes().add(lossy, 0, 10).fill(0xD5, 3_000).array())));
        add("lossy-nothing", "CORRUPT|TRUNCATED", webp(new Bytes().riff("VP8 ", new byte[0])));
    }

    private Bytes lossy(int at, int... values) {
        return webp(new Bytes().riff("VP8 ", Bytes.patched(lossy, at, values)));
    }

    private void losslessPictures() {
        add("lossless-signature", "CORRUPT", lossless(0, 0x2E));
        for (int version = 1; version < 8; version += 3) {
            add(
                    "lossless-version-" + version,
                    "READY|CORRUPT|UNSUPPORTED_FORMAT",
                    lossless(4, lossless[4] | version << 5));
        }
        add("lossless-16384x16384", "TOO_MANY_PIXELS", lossless(1, 255, 255, 255, 0x1F));
        add("lossless-13000x13000", "TOO_COSTLY|TRUNCATED|CORRUPT", lossless(1, losslessSize(13_000, 13_000)));
        add("lossless-nothing", "CORRUPT|TRUNCATED", webp(new Bytes().riff("VP8L", new byte[0])));
        add("lossless-header-only", "CORRUPT|TRUNCATED", webp(new Bytes().riff("VP8L", Arrays.copyOf(lossless, 5))));
        for (int fill : new int[] {0x00, 0x55, 0xAA, 0xFF, 0x3C}) {
            byte[] data = new Bytes().add(lossless, 0, 5).fill(fill, 5_000).array();
            add("lossless-all-%02x".formatted(fill), "READY|CORRUPT|TRUNCATED", webp(new Bytes().riff("VP8L", data)));
        }
        add(
                "lossless-65536-code-groups",
                "TOO_COSTLY",
                webp(new Bytes().riff("VP8L", CodeGroups.picture(1_024, 1_024))));
    }

    private static int[] losslessSize(int width, int height) {
        int bits = (width - 1) | ((height - 1) << 14);
        return new int[] {bits, bits >> 8, bits >> 16, bits >>> 24};
    }

    private Bytes lossless(int at, int... values) {
        return webp(new Bytes().riff("VP8L", Bytes.patched(lossless, at, values)));
    }
}
