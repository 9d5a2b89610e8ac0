package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static photos.ingest.metadata.FileParts.joined;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Builds a HEIC file without the data of any picture: item 1 is the primary one, a picture of 40 x 30 pixels.
final class HeifFile {
    static final int PRIMARY = 1;
    private static final byte[] TYPE = FileParts.box("ftyp", ascii("heic\0\0\0\0mif1"));

    private final ByteArrayOutputStream infos = new ByteArrayOutputStream();
    private final ByteArrayOutputStream references = new ByteArrayOutputStream();
    private final ByteArrayOutputStream inMeta = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final List<Location> locations = new ArrayList<>();
    private final List<byte[]> others = new ArrayList<>();
    private boolean wide;
    private boolean withoutLengths;
    private int count;

    private record Location(int id, int method, int reference, List<int[]> extents) {}

    HeifFile() {
        info(PRIMARY, "grid", "");
    }

    /// Numbers of references in 32 bits.
    HeifFile wide() {
        wide = true;
        return this;
    }

    /// Every part says 0 for its length.
    HeifFile withoutLengths() {
        withoutLengths = true;
        return this;
    }

    HeifFile box(byte[] box) {
        others.add(box);
        return this;
    }

    HeifFile picture(int id) {
        info(id, "hvc1", "");
        return this;
    }

    HeifFile exif(int id, byte[] tiff, int... describes) {
        return at(id, 0, 0, exifItem(tiff)).info(id, "Exif", "").describes(id, describes);
    }

    /// @param type content type and, behind a NUL, content encoding
    HeifFile mime(int id, String type, byte[] packet, int... describes) {
        return at(id, 0, 0, packet).info(id, "mime", type).describes(id, describes);
    }

    static byte[] exifItem(byte[] tiff) {
        return joined(new byte[4], tiff);
    }

    /// What an item contains, or a wrong place for that; each part is an extent.
    ///
    /// @param method 0 in the file, 1 in box `idat`, 2 in another item
    HeifFile at(int id, int method, int reference, byte[]... parts) {
        ByteArrayOutputStream to = method == 1 ? inMeta : data;
        List<int[]> extents = new ArrayList<>();
        for (byte[] part : parts) {
            extents.add(new int[] {to.size(), part.length});
            to.writeBytes(part);
            to.writeBytes(new byte[5]); // of no item
        }
        locations.add(new Location(id, method, reference, extents));
        return this;
    }

    HeifFile info(int id, String type, String more) {
        byte[] head =
                ByteBuffer.allocate(8).putInt(0x02000000).putShort((short) id).array();
        infos.writeBytes(FileParts.box("infe", joined(head, ascii(type + "\0" + (more.isEmpty() ? "" : more + "\0")))));
        count++;
        return this;
    }

    HeifFile describes(int id, int... described) {
        if (described.length > 0) {
            ByteBuffer reference = ByteBuffer.allocate(6 + 4 * described.length);
            number(reference, id).putShort((short) described.length);
            for (int other : described) {
                number(reference, other);
            }
            references.writeBytes(FileParts.box("cdsc", Arrays.copyOf(reference.array(), reference.position())));
        }
        return this;
    }

    private ByteBuffer number(ByteBuffer to, int number) {
        return wide ? to.putInt(number) : to.putShort((short) number);
    }

    byte[] bytes() {
        int length = TYPE.length + meta(0).length + 8;
        return joined(TYPE, meta(length), FileParts.box("mdat", data.toByteArray()));
    }

    /// @param start where the data begins
    private byte[] meta(int start) {
        byte[] iinf = joined(new byte[4], new byte[] {(byte) (count >> 8), (byte) count}, infos.toByteArray());
        byte[] iref = joined(new byte[] {(byte) (wide ? 1 : 0), 0, 0, 0}, references.toByteArray());
        return FileParts.box(
                "meta",
                joined(
                        new byte[4],
                        FileParts.box("pitm", new byte[] {0, 0, 0, 0, 0, PRIMARY}),
                        joined(others.toArray(new byte[0][])),
                        FileParts.box("iinf", iinf),
                        references.size() > 0 ? FileParts.box("iref", iref) : new byte[0],
                        FileParts.box("iprp", properties()),
                        FileParts.box("idat", inMeta.toByteArray()),
                        FileParts.box("iloc", iloc(start))));
    }

    private static byte[] properties() {
        byte[] size = FileParts.box("ispe", new byte[] {0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0, 30});
        return joined(
                FileParts.box("ipco", size),
                FileParts.box("ipma", new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, PRIMARY, 1, 1}));
    }

    private byte[] iloc(int start) {
        ByteBuffer iloc = ByteBuffer.allocate(1_000_000);
        iloc.putInt(0x01000000).putShort((short) 0x4400).putShort((short) locations.size());
        for (Location location : locations) {
            iloc.putShort((short) location.id())
                    .putShort((short) location.method())
                    .putShort((short) location.reference())
                    .putShort((short) location.extents().size());
            for (int[] extent : location.extents()) {
                iloc.putInt(extent[0] + (location.method() == 1 ? 0 : start)).putInt(withoutLengths ? 0 : extent[1]);
            }
        }
        return Arrays.copyOf(iloc.array(), iloc.position());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
