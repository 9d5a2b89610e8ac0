package photos.processor.hostile;

import static photos.processor.heif.HeifFiles.with;
import static photos.processor.heif.HeifFiles.with32;

import java.util.ArrayList;
import java.util.List;

/// HEICs and AVIFs whose boxes say what none should. The gate reads those boxes even where nothing decodes them.
final class HostileHeifs {
    private static final String ANY = "ADMITTED|CORRUPT|TRUNCATED|UNSUPPORTED_FORMAT|TOO_MANY_PIXELS|TOO_COSTLY";

    private final List<HostileFile> files = new ArrayList<>();

    static List<HostileFile> all() {
        HostileHeifs heifs = new HostileHeifs();
        heifs.sizes();
        heifs.properties();
        heifs.lengths();
        return heifs.files;
    }

    private void add(String name, String expected, byte[] bytes) {
        files.add(HostileFile.of("heif-" + name, expected, bytes));
    }

    private static byte[] sized(String seed, int width, int height) {
        return with32(with32(Seeds.heif(seed), "ispe", 4, width), "ispe", 8, height);
    }

    private void sizes() {
        for (String seed : List.of("turned.heic", "turned.avif")) {
            add("sound-" + seed, "ADMITTED", Seeds.heif(seed));
            add("size-0-" + seed, "CORRUPT", sized(seed, 0, 9));
            add("size-ffffffff-" + seed, "CORRUPT", sized(seed, -1, -1));
            add("size-7fffffff-" + seed, "TOO_MANY_PIXELS", sized(seed, Integer.MAX_VALUE, Integer.MAX_VALUE));
            add("size-60000-" + seed, "TOO_MANY_PIXELS", sized(seed, 60_000, 60_000));
            add("size-12000-" + seed, "TOO_COSTLY", sized(seed, 12_000, 12_000));
        }
        // The tile's size, which stands before that of the picture put together from tiles.
        add("tile-7fffffff.heic", "TOO_MANY_PIXELS", sized("odd.heic", Integer.MAX_VALUE, Integer.MAX_VALUE));
        add("tile-12000.heic", "TOO_COSTLY", sized("odd.heic", 12_000, 12_000));
        for (int value : new int[] {0, 1, Integer.MAX_VALUE, -1}) {
            add("crop-" + value + ".heic", ANY, with32(Seeds.heif("cropped-turned.heic"), "clap", 0, value));
        }
    }

    private void properties() {
        for (int entries : new int[] {1, 60, 4_000}) {
            add("turns-" + entries * 255 + ".heic", "CORRUPT", turning(entries, 0));
            add("turns-to-and-fro-" + entries * 255 + ".heic", "CORRUPT", turning(entries, 70_000));
        }
        for (String box : List.of("pitm", "iinf", "iprp", "ipco", "ipma", "ispe", "hvcC")) {
            add("without-" + box + ".heic", ANY, with(Seeds.heif("turned.heic"), box, -1, '?'));
        }
        add("items-ffffffff.heic", "CORRUPT", with32(Seeds.heif("turned.heic"), "ipma", 4, -1));
    }

    /// A picture that is turned by one property or another, which lie apart.
    private static byte[] turning(int entries, int apart) {
        Bytes turn = box("irot", new Bytes().u8(0));
        Bytes ipco = box("ispe", new Bytes().be32(0, 64, 64))
                .add(turn)
                .add(box("free", new Bytes().fill(0, apart)))
                .add(turn);
        Bytes associated = new Bytes().be16(1).u8(255, 1).times(127, new Bytes().u8(2, 4));
        Bytes ipma = new Bytes().be32(0, entries).times(entries, associated);
        Bytes infe = box("infe", new Bytes().u8(2, 0, 0, 0, 0, 1, 0, 0).text("hvc1\0"));
        Bytes meta = new Bytes()
                .be32(0)
                .add(box("pitm", new Bytes().be32(0).be16(1)))
                .add(box("iinf", new Bytes().be32(0).be16(1).add(infe)))
                .add(box("iprp", box("ipco", ipco).add(box("ipma", ipma))));
        return box("ftyp", Bytes.of("heic\0\0\0\0mif1heic"))
                .add(box("meta", meta))
                .add(box("mdat", new Bytes().fill(0, 100)))
                .array();
    }

    private static Bytes box(String type, Bytes content) {
        return new Bytes().be32(8 + content.size()).text(type).add(content);
    }

    private void lengths() {
        for (String box : List.of("meta", "iinf", "iprp", "ipco", "ipma", "ispe")) {
            for (int length : new int[] {0, 1, 7, Integer.MAX_VALUE, -1}) {
                add(box + "-length-" + length + ".heic", ANY, with32(Seeds.heif("turned.heic"), box, -8, length));
            }
        }
    }
}
