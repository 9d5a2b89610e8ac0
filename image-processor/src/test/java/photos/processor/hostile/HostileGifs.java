package photos.processor.hostile;

import java.util.ArrayList;
import java.util.List;

/// GIFs that say what no GIF should.
final class HostileGifs {
    private static final int SIDE = 4;
    private static final byte[] COLOURS = {0, 0, 0, -1, -1, -1};
    /// 4x4 pixels of code size 2: clear, zeros, end.
    private static final int[] PIXELS = {2, 4, 0x84, 0x03, 0x51, 0x00, 0};

    private final List<HostileFile> files = new ArrayList<>();

    static List<HostileFile> all() {
        HostileGifs gifs = new HostileGifs();
        gifs.screens();
        gifs.frames();
        gifs.codes();
        gifs.blocks();
        return gifs.files;
    }

    private void add(String name, String expected, Bytes bytes) {
        files.add(HostileFile.of("gif-" + name + ".gif", expected, bytes.array()));
    }

    private static Bytes screen(int width, int height) {
        return Bytes.of("GIF89a").le16(width, height).u8(0x80, 0, 0).add(COLOURS);
    }

    private static Bytes frame(int x, int y, int width, int height, int... data) {
        return new Bytes().u8(0x2C).le16(x, y, width, height).u8(0).u8(data);
    }

    private static Bytes sound() {
        return frame(0, 0, SIDE, SIDE, PIXELS);
    }

    private void screens() {
        int[][] screens = {{0, 0}, {0, 4}, {4, 0}, {1, 1}};
        for (int[] size : screens) {
            add(
                    "screen-" + size[0] + "x" + size[1],
                    "READY",
                    screen(size[0], size[1]).add(sound()).u8(0x3B));
        }
        add(
                "screen-65535x65535",
                "TOO_MANY_PIXELS",
                screen(65_535, 65_535).add(sound()).u8(0x3B));
        add(
                "screen-65535x3000",
                "TOO_COSTLY",
                screen(65_535, 3_000).add(sound()).u8(0x3B));
        add("screen-65535x1", "READY", screen(65_535, 1).add(sound()).u8(0x3B));
        add(
                "no-colours",
                "READY|CORRUPT",
                Bytes.of("GIF89a").le16(4, 4).u8(0, 0, 0).add(sound()).u8(0x3B));
        add(
                "background-255",
                "READY",
                Bytes.of("GIF89a")
                        .le16(4, 4)
                        .u8(0x80, 255, 0)
                        .add(COLOURS)
                        .add(sound())
                        .u8(0x3B));
        add(
                "version-88",
                "UNSUPPORTED_FORMAT",
                Bytes.of("GIF88a").le16(4, 4).u8(0, 0, 0).add(sound()));
    }

    private void frames() {
        int[][] none = {{0, 0}, {0, 4}, {4, 0}};
        for (int[] size : none) {
            add(
                    "frame-" + size[0] + "x" + size[1],
                    "CORRUPT",
                    screen(4, 4).add(frame(0, 0, size[0], size[1], PIXELS)).u8(0x3B));
        }
        add("frame-65535x65535", "TOO_MANY_PIXELS", screen(4, 4).add(frame(0, 0, 65_535, 65_535, PIXELS)));
        add("frame-65535x3000", "TOO_COSTLY|TRUNCATED|CORRUPT", screen(4, 4).add(frame(0, 0, 65_535, 3_000, PIXELS)));
        add(
                "frame-outside",
                "READY",
                screen(4, 4).add(frame(100, 100, 4, 4, PIXELS)).u8(0x3B));
        add("frame-far-outside", "TOO_MANY_PIXELS", screen(4, 4).add(frame(65_535, 65_535, 4, 4, PIXELS)));
        add("frames-300000", "READY", screen(4, 4).times(300_000, sound()).u8(0x3B));
        add("no-frame", "CORRUPT", screen(4, 4).u8(0x3B));
        add(
                "frame-colours-missing",
                "TRUNCATED",
                screen(4, 4).u8(0x2C).le16(0, 0, 4, 4).u8(0x87).add(COLOURS));
        for (int transparent : new int[] {1, 2, 255}) {
            Bytes control = new Bytes().u8(0x21, 0xF9, 4, 1, 0, 0, transparent, 0);
            add(
                    "transparent-" + transparent,
                    "READY",
                    screen(4, 4).add(control).add(sound()).u8(0x3B));
        }
        add(
                "controls-100000",
                "READY",
                screen(4, 4)
                        .times(100_000, new Bytes().u8(0x21, 0xF9, 4, 1, 0, 0, 1, 0))
                        .add(sound()));
        add(
                "control-length-0",
                "READY|CORRUPT",
                screen(4, 4).u8(0x21, 0xF9, 0).add(sound()).u8(0x3B));
        add(
                "control-length-255",
                "TRUNCATED|CORRUPT",
                screen(4, 4).u8(0x21, 0xF9, 255, 1, 0, 0, 0, 0).add(sound()));
        add(
                "interlaced-short",
                "READY|CORRUPT|TRUNCATED",
                screen(4, 400).u8(0x2C).le16(0, 0, 4, 400).u8(0x40).u8(PIXELS).u8(0x3B));
    }

    private void codes() {
        for (int size : new int[] {0, 1, 9, 10, 11, 12, 13, 16, 32, 64, 128, 255}) {
            add(
                    "code-size-" + size,
                    "READY|CORRUPT|TRUNCATED",
                    screen(4, 4)
                            .add(frame(0, 0, 4, 4, size, 4, 0x84, 3, 0x51, 0, 0))
                            .u8(0x3B));
        }
        add(
                "codes-end-at-once",
                "READY|CORRUPT|TRUNCATED",
                screen(4, 4).add(frame(0, 0, 4, 4, 2, 1, 5, 0)).u8(0x3B));
        add(
                "codes-none",
                "CORRUPT|TRUNCATED|READY",
                screen(4, 4).add(frame(0, 0, 4, 4, 2, 0)).u8(0x3B));
        Bytes clears = new Bytes().u8(255).fill(0x24, 255);
        add(
                "codes-clear-for-ever",
                "CORRUPT",
                screen(4, 4).add(frame(0, 0, 4, 4, 2)).times(20_000, clears).u8(0, 0x3B));
        Bytes garbage = new Bytes().u8(255).fill(0xFF, 255);
        add(
                "codes-unknown",
                "READY|CORRUPT|TRUNCATED",
                screen(4, 4).add(frame(0, 0, 4, 4, 2)).times(100, garbage).u8(0, 0x3B));
        Bytes random = new Bytes().u8(255);
        for (int i = 0, state = 1; i < 255; i++, state = state * 1_103_515_245 + 12_345) {
            random.u8(state >> 16 & 0xFF);
        }
        add(
                "codes-noise",
                "READY|CORRUPT|TRUNCATED",
                screen(2_000, 1_000)
                        .add(frame(0, 0, 2_000, 1_000, 8))
                        .times(500, random)
                        .u8(0, 0x3B));
    }

    private void blocks() {
        byte[] file = screen(4, 4).add(sound()).u8(0x3B).array();
        for (int length : new int[] {6, 10, 13, 16, 19, 25, 29}) {
            add("cut-" + length, "TRUNCATED", new Bytes().add(file, 0, length));
        }
        add("no-trailer", "READY|TRUNCATED", new Bytes().add(file, 0, file.length - 1));
        add("block-unknown", "CORRUPT", screen(4, 4).u8(0x77).add(sound()).u8(0x3B));
        Bytes comment = new Bytes().u8(0x21, 0xFE, 1, 65, 0);
        add(
                "comments-500000",
                "READY",
                screen(4, 4).times(500_000, comment).add(sound()).u8(0x3B));
        add(
                "comment-endless",
                "TRUNCATED",
                screen(4, 4).u8(0x21, 0xFE).times(10_000, new Bytes().u8(255).fill(65, 255)));
        add(
                "extension-unknown",
                "READY",
                screen(4, 4).u8(0x21, 0x42, 3, 1, 2, 3, 0).add(sound()).u8(0x3B));
        Bytes application = new Bytes().u8(0x21, 0xFF, 11).text("ICCRGBG1012").u8(3, 1, 2, 3, 0);
        add(
                "application-profile",
                "READY",
                screen(4, 4).add(application).add(sound()).u8(0x3B));
        add("then-a-script", "READY", Bytes.of(file).text("=1;alert(1)//").fill(0x20, 100_000));
    }
}
