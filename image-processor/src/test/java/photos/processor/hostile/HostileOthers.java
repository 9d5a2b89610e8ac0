package photos.processor.hostile;

import java.util.ArrayList;
import java.util.List;

/// Files that are something else, or next to nothing.
final class HostileOthers {
    private static final List<String> MAGIC = List.of(
            "\u00ff\u00d8\u00ff", "\u0089PNG\r\n\u001a\n", "GIF89a", "RIFF\0\0\0\0WEBP", "II*\0", "MM\0*", "II+\0");

    private final List<HostileFile> files = new ArrayList<>();

    static List<HostileFile> all() {
        HostileOthers others = new HostileOthers();
        others.otherThings();
        others.nextToNothing();
        others.boxes();
        return others.files;
    }

    private void add(String name, String expected, Bytes bytes) {
        files.add(HostileFile.of("other-" + name, expected, bytes.array()));
    }

    private void otherThings() {
        add("text.txt", "UNSUPPORTED_FORMAT", Bytes.of("no picture at all\n"));
        add("page.html", "UNSUPPORTED_FORMAT", Bytes.of("<!doctype html><title>x</title>"));
        add("drawing.svg", "UNSUPPORTED_FORMAT", Bytes.of("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
        add("document.pdf", "UNSUPPORTED_FORMAT", Bytes.of("%PDF-1.7\n").fill(0x20, 1_000));
        add("archive.zip", "UNSUPPORTED_FORMAT", Bytes.of("PK\3\4").fill(0, 1_000));
        add("archive.gz", "UNSUPPORTED_FORMAT", Bytes.of("\u001f\u008b\b").add(Bytes.deflatedZeros(100 << 20)));
        add("program.elf", "UNSUPPORTED_FORMAT", Bytes.of("\u007fELF").fill(1, 1_000));
        add("icons.ico", "UNSUPPORTED_FORMAT", Bytes.of("\0\0\1\0\u00ff\u00ff").fill(0, 300));
        add("layers.psd", "UNSUPPORTED_FORMAT", Bytes.of("8BPS\0\1").fill(0, 300));
        add("light.exr", "UNSUPPORTED_FORMAT", Bytes.of("v/1\1").fill(0, 300));
        add("pixels.ppm", "UNSUPPORTED_FORMAT", Bytes.of("P6 99999 99999 255\n"));
        add(
                "wavelets.jp2",
                "UNSUPPORTED_FORMAT",
                Bytes.of("\0\0\0\fjP  \r\n\u0087\n").fill(0, 300));
        add("tokens.jxl", "UNSUPPORTED_FORMAT", Bytes.of("\u00ff\n").fill(0, 300));
        add(
                "letter-that-begins-with-BM.txt",
                "UNSUPPORTED_FORMAT",
                Bytes.of("BMW drivers of the world, unite; you have nothing to lose"));
        add("zeros.bin", "UNSUPPORTED_FORMAT", new Bytes().fill(0, 1 << 20));
        add("ones.bin", "UNSUPPORTED_FORMAT", new Bytes().fill(0xFF, 1 << 20));
    }

    private void nextToNothing() {
        add("nothing.jpg", "EMPTY", new Bytes());
        for (int value : new int[] {0, 'B', 'G', 'I', 'M', 'R', 0x89, 0xFF}) {
            add("one-byte-%02x.jpg".formatted(value), "UNSUPPORTED_FORMAT", new Bytes().u8(value));
        }
        for (int i = 0; i < MAGIC.size(); i++) {
            add("magic-" + i, "TRUNCATED|CORRUPT", Bytes.of(MAGIC.get(i)));
            add(
                    "magic-" + i + "-and-zeros",
                    "CORRUPT|TRUNCATED|UNSUPPORTED_FORMAT",
                    Bytes.of(MAGIC.get(i)).fill(0, 5_000));
            add(
                    "magic-" + i + "-and-ones",
                    "CORRUPT|TRUNCATED|UNSUPPORTED_FORMAT|TOO_MANY_PIXELS",
                    Bytes.of(MAGIC.get(i)).fill(0xFF, 5_000));
        }
    }

    private void boxes() {
        for (String brand : List.of("heic", "mif1", "avif", "avis")) {
            Bytes start = new Bytes().be32(20).text("ftyp" + brand).be32(0).text(brand);
            add(
                    "nested." + brand,
                    "UNSUPPORTED_FORMAT|CORRUPT|TRUNCATED",
                    Bytes.of(start.array()).add(nested(10_000)));
            add(
                    "box-of-0." + brand,
                    "UNSUPPORTED_FORMAT|CORRUPT|TRUNCATED",
                    Bytes.of(start.array()).be32(0).text("meta"));
            add(
                    "box-of-ffffffff." + brand,
                    "UNSUPPORTED_FORMAT|CORRUPT|TRUNCATED",
                    Bytes.of(start.array()).be32(-1).text("meta").fill(0, 99));
        }
        add(
                "film.mp4",
                "UNSUPPORTED_FORMAT",
                new Bytes().be32(20).text("ftypisom").be32(0).text("mp42").add(nested(10_000)));
        add(
                "film.mov",
                "UNSUPPORTED_FORMAT",
                new Bytes().be32(20).text("ftypqt  ").be32(0).text("qt  ").add(nested(10_000)));
    }

    private static Bytes nested(int depth) {
        Bytes boxes = new Bytes();
        for (int left = depth; left > 0; left--) {
            boxes.be32(8 * left).text("moov");
        }
        return boxes;
    }
}
