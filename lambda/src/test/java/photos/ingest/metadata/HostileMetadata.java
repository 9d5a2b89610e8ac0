package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import photos.ledger.PhotoMetadata;

/// Reads files that are endless or enormous for a reader which believes them, one after the other, and prints a line
/// about each: time, bytes read, size of the picture, errors. A program of its own, so that it can be given little
/// memory and its death be seen.
final class HostileMetadata {
    private static final int MEGABYTE = 1024 * 1024;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private HostileMetadata() {}

    /// @param arguments directories with further files
    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                "%-34s %12s %12s %7s  %-12s %s%n", "file", "bytes", "bytes read", "ms", "picture", "first error");
        for (Map.Entry<String, Callable<byte[]>> file : files().entrySet()) {
            print(file.getKey(), file.getValue().call());
        }
        for (String directory : arguments) {
            try (Stream<Path> files = Files.list(Path.of(directory))) {
                for (Path file : files.sorted().toList()) {
                    print(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
        }
    }

    private static void print(String name, byte[] bytes) throws Exception {
        CountedBytes counted = new CountedBytes(bytes);
        long start = System.nanoTime();
        PhotoMetadata read = new MetadataReader().read(counted);
        System.out.printf(
                "%-34s %,12d %,12d %7d  %-12s %s%n",
                name,
                bytes.length,
                counted.bytesRead(),
                (System.nanoTime() - start) / 1_000_000,
                read.picture().map(picture -> picture.stored().toString()).orElse("-"),
                read.errors().stream().findFirst().orElse("-"));
    }

    private static Map<String, Callable<byte[]>> files() {
        Map<String, Callable<byte[]>> files = new LinkedHashMap<>();
        files.put("jpeg, chained directories", () -> jpeg("Exif\0\0", chain(10_000)));
        files.put("jpeg, directory loop", () -> jpeg("Exif\0\0", loop()));
        files.put("jpeg, overlapping values", () -> jpeg("Exif\0\0", overlapping(5_000)));
        files.put(
                "jpeg, deep xmp",
                () -> jpeg(
                        "http://ns.adobe.com/xap/1.0/\0", "<a>".repeat(20_000).getBytes(UTF_8)));
        files.put(
                "jpeg, xmp entities",
                () -> jpeg("http://ns.adobe.com/xap/1.0/\0", entities().getBytes(UTF_8)));
        files.put("jpeg, 30,000 iptc records", HostileMetadata::iptc);
        files.put("jpeg, 500 profile parts", HostileMetadata::profileParts);
        files.put("jpeg, 40 MB of fill bytes", () -> endless(0xFF));
        files.put("tiff, chained directories", () -> chain(200_000));
        files.put("tiff, directory loop", HostileMetadata::loop);
        files.put("tiff, maker note of 20 MB", () -> makerNote(20 * MEGABYTE));
        files.put("png, 1 GB in zTXt", () -> png("zTXt", "k\0\0", deflated(1024)));
        files.put("png, 1 GB in iTXt", () -> png("iTXt", "k\0\1\0\0\0", deflated(1024)));
        files.put("png, 1 GB of xmp", () -> png("iTXt", "XML:com.adobe.xmp\0\1\0\0\0", deflated(1024)));
        files.put("png, 1 GB of profile", () -> png("iCCP", "k\0\0", deflated(1024)));
        files.put("png, 50 texts of 20 MB", HostileMetadata::manyTexts);
        files.put("png, chained directories", () -> png("eXIf", "", chain(100_000)));
        files.put("png, 1,000,000 empty chunks", HostileMetadata::emptyChunks);
        files.put("webp, chained directories", HostileMetadata::webp);
        files.put("gif, endless blocks", HostileMetadata::gif);
        files.put("gif, 8 MB that may begin xmp", HostileMetadata::gifEnd);
        files.put("heic, 200,000 references", HostileMetadata::references);
        files.put("heic, 12 items of 65,535 parts", HostileMetadata::parts);
        files.put("heic, nested boxes", () -> nested("heic", 10_000));
        files.put("cr3, nested boxes", () -> nested("crx ", 10_000));
        files.put("heic, 4,000,000,000 items", HostileMetadata::items);
        files.put("raf, preview is the file itself", HostileMetadata::fuji);
        files.put("heic, extents without bytes", HostileMetadata::extents);
        files.put("heic, 3,000 exif items of 1 MB", HostileMetadata::exifItems);
        files.put("heic, one profile 2,000,000 times", HostileMetadata::profileAgain);
        files.put("png, 500 profiles of 4 MB", HostileMetadata::profiles);
        files.put("png, 65,535 xmp tags", () -> png("eXIf", "", entries(0x02BC, 1, 250_000)));
        files.put("png, 65,535 notes of makers", () -> png("eXIf", "", entries(0x927C, 7, 250_000)));
        files.put("png, 65,535 lists of directories", () -> png("eXIf", "", entries(0x8888, 4, 62_500)));
        files.put("png, 64 iptc blocks", () -> png("eXIf", "", iptcBlocks()));
        files.put("png, 8 MB of open tags", HostileMetadata::openTags);
        files.put("png, 8 MB of properties", HostileMetadata::properties);
        return files;
    }

    private static byte[] chain(int directories) {
        ByteBuffer tiff = ByteBuffer.allocate(8 + 6 * directories).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8);
        for (int i = 0; i < directories; i++) {
            tiff.putShort((short) 0).putInt(i < directories - 1 ? tiff.position() + 4 : 0);
        }
        return tiff.array();
    }

    private static byte[] loop() {
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 36 + 4).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) 3);
        tiff.putShort((short) 256).putShort((short) 3).putInt(1).putInt(7);
        tiff.putShort((short) 257).putShort((short) 3).putInt(1).putInt(5);
        tiff.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(8);
        tiff.putInt(8);
        return tiff.array();
    }

    private static byte[] overlapping(int entries) {
        ByteBuffer tiff = ByteBuffer.allocate(14 + 12 * entries).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) entries);
        for (int i = 0; i < entries; i++) {
            tiff.putShort((short) (0x1000 + i))
                    .putShort((short) 1)
                    .putInt(60_000)
                    .putInt(8);
        }
        return tiff.array();
    }

    private static byte[] makerNote(int length) {
        ByteBuffer tiff = ByteBuffer.allocate(100 + length).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) 3);
        tiff.putShort((short) 256).putShort((short) 3).putInt(1).putInt(7);
        tiff.putShort((short) 257).putShort((short) 3).putInt(1).putInt(5);
        tiff.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(50).putInt(0);
        tiff.putShort(50, (short) 1).putShort(52, (short) 0x927C).putShort(54, (short) 7);
        tiff.putInt(56, length).putInt(60, 80);
        return tiff.array();
    }

    private static String entities() {
        StringBuilder text = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"a\">");
        for (int i = 1; i < 30; i++) {
            text.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        return text + "]><rdf:RDF>&a29;</rdf:RDF>";
    }

    private static byte[] iptc() {
        ByteBuffer resource = ByteBuffer.allocate(12 + 2 * 30_000);
        resource.put("8BIM".getBytes(ISO_8859_1))
                .putShort((short) 0x0404)
                .putShort((short) 0)
                .putInt(60_000);
        for (int i = 0; i < 12_000; i++) {
            resource.put(new byte[] {0x1C, 2, 25, 0, 0});
        }
        return jpeg("Photoshop 3.0\0", resource.array());
    }

    private static byte[] profileParts() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
        for (int i = 0; i < 500; i++) {
            file.writeBytes(segment(0xE2, "ICC_PROFILE\0".getBytes(ISO_8859_1), new byte[60_000]));
        }
        file.writeBytes(JpegWithExif.frameAndScan());
        return file.toByteArray();
    }

    private static byte[] endless(int fill) {
        byte[] file = new byte[40 * MEGABYTE];
        Arrays.fill(file, (byte) fill);
        file[1] = (byte) 0xD8;
        return file;
    }

    private static byte[] jpeg(String name, byte[] data) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
        int marker = name.startsWith("Photoshop") ? 0xED : 0xE1;
        byte[] part = Arrays.copyOf(data, Math.min(data.length, 65_000));
        file.writeBytes(segment(marker, name.getBytes(ISO_8859_1), part));
        file.writeBytes(JpegWithExif.frameAndScan());
        return file.toByteArray();
    }

    private static byte[] segment(int marker, byte[] name, byte[] data) {
        ByteBuffer segment = ByteBuffer.allocate(4 + name.length + data.length);
        segment.put((byte) 0xFF).put((byte) marker).putShort((short) (2 + name.length + data.length));
        segment.put(name).put(data);
        return segment.array();
    }

    private static byte[] png(String type, String start, byte[] data) {
        return png(chunk(type, start.getBytes(ISO_8859_1), data));
    }

    private static byte[] png(byte[] chunks) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(16)
                .putInt(16)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(PNG);
        file.writeBytes(chunk("IHDR", header, new byte[0]));
        file.writeBytes(chunks);
        file.writeBytes(chunk("IEND", new byte[0], new byte[0]));
        return file.toByteArray();
    }

    private static byte[] chunk(String type, byte[] start, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + start.length + data.length);
        chunk.putInt(start.length + data.length)
                .put(type.getBytes(ISO_8859_1))
                .put(start)
                .put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, chunk.position() - 4);
        chunk.putInt((int) crc.getValue());
        return chunk.array();
    }

    private static byte[] manyTexts() {
        byte[] text = chunk("zTXt", "k\0\0".getBytes(ISO_8859_1), deflated(20));
        ByteBuffer chunks = ByteBuffer.allocate(50 * text.length);
        for (int i = 0; i < 50; i++) {
            chunks.put(text);
        }
        return png(chunks.array());
    }

    private static byte[] emptyChunks() {
        byte[] empty = chunk("aaAa", new byte[0], new byte[0]);
        ByteBuffer chunks = ByteBuffer.allocate(1_000_000 * empty.length);
        for (int i = 0; i < 1_000_000; i++) {
            chunks.put(empty);
        }
        return png(chunks.array());
    }

    /// Zeros. A block that was fully flushed depends on none before it, so it is compressed once and repeated.
    private static byte[] deflated(int megabytes) {
        byte[] block = new byte[64 * 1024];
        Deflater raw = new Deflater(Deflater.BEST_COMPRESSION, true);
        raw.setInput(new byte[MEGABYTE]);
        int length = raw.deflate(block, 0, block.length, Deflater.FULL_FLUSH);
        raw.end();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(new byte[] {0x78, (byte) 0xDA});
        for (int i = 0; i < megabytes; i++) {
            stream.write(block, 0, length);
        }
        return stream.toByteArray();
    }

    private static byte[] webp() {
        byte[] exif = chain(100_000);
        ByteBuffer file = ByteBuffer.allocate(12 + 18 + 8 + exif.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(ISO_8859_1)).putInt(file.capacity() - 8).put("WEBPVP8X".getBytes(ISO_8859_1));
        file.putInt(10).putInt(8).put(new byte[] {15, 0, 0, 15, 0, 0});
        return file.put("EXIF".getBytes(ISO_8859_1))
                .putInt(exif.length)
                .put(exif)
                .array();
    }

    private static byte[] gif() {
        byte[] file = new byte[8 * MEGABYTE];
        Arrays.fill(file, (byte) 1);
        byte[] start = {'G', 'I', 'F', '8', '9', 'a', 16, 0, 16, 0, 0, 0, 0, 0x21, (byte) 0xFF};
        System.arraycopy(start, 0, file, 0, start.length);
        return file;
    }

    /// What stands behind XMP, and before it nothing but beginnings.
    private static byte[] gifEnd() {
        byte[] file = gif();
        Arrays.fill(file, 15, file.length, (byte) '!');
        for (int i = 1; i < 258; i++) {
            file[file.length - 259 + i] = (byte) -i;
        }
        file[file.length - 259] = 1;
        file[file.length - 2] = 0;
        file[file.length - 1] = 0x3B;
        return file;
    }

    /// Each from another item, to another picture than the primary one.
    private static byte[] references() {
        int references = 200_000;
        ByteBuffer iref = ByteBuffer.allocate(4 + 18 * references);
        iref.putInt(0x01000000);
        for (int i = 0; i < references; i++) {
            iref.putInt(18).put(ascii("cdsc")).putInt(i).putShort((short) 1).putInt(2);
        }
        return heic(exifItemInfos(64), box("iref", iref.array()));
    }

    private static byte[] exifItemInfos(int items) {
        ByteBuffer iinf = ByteBuffer.allocate(6 + 20 * items);
        iinf.putInt(0).putShort((short) items);
        for (int i = 0; i < items; i++) {
            iinf.put(box("infe", concat(new byte[] {2, 0, 0, 0, (byte) (i >> 8), (byte) i, 0, 0}, ascii("Exif"))));
        }
        return box("iinf", iinf.array());
    }

    private static byte[] parts() {
        int parts = 65_535;
        int items = 12;
        ByteBuffer iloc = ByteBuffer.allocate(8 + items * (6 + 4 * parts));
        iloc.putInt(0).putShort((short) 0x0400).putShort((short) items);
        for (int i = 0; i < items; i++) {
            iloc.putShort((short) i).putShort((short) 0).putShort((short) parts);
            iloc.position(iloc.position() + 4 * parts);
        }
        return heic(exifItemInfos(items), box("iloc", iloc.array()));
    }

    private static byte[] nested(String brand, int depth) {
        ByteBuffer file = ByteBuffer.allocate(20 + 8 * depth);
        file.putInt(20).put(("ftyp" + brand + "\0\0\0\0mif1").getBytes(ISO_8859_1));
        for (int i = 0; i < depth; i++) {
            file.putInt(8 * (depth - i)).put("moov".getBytes(ISO_8859_1));
        }
        return file.array();
    }

    private static byte[] items() {
        ByteBuffer file = ByteBuffer.allocate(20 + 12 + 14 + 14 + 16);
        file.putInt(20).put("ftypheic\0\0\0\0mif1".getBytes(ISO_8859_1));
        file.putInt(56).put("meta".getBytes(ISO_8859_1)).putInt(0);
        file.putInt(14).put("pitm".getBytes(ISO_8859_1)).putInt(0).putShort((short) 1);
        file.putInt(14).put("iinf".getBytes(ISO_8859_1)).putInt(0x01000000).putShort((short) -1);
        file.putInt(16).put("iloc".getBytes(ISO_8859_1)).putInt(0x02000000).putInt(-1);
        return file.array();
    }

    private static byte[] fuji() {
        ByteBuffer file = ByteBuffer.allocate(4_000);
        file.put("FUJIFILMCCD-RAW 0201".getBytes(ISO_8859_1));
        file.putInt(84, 0).putInt(88, -1).putInt(92, 84);
        return file.array();
    }

    /// Which says of each of 100,000 items that it has 65,535 extents, and that their offsets and lengths have no
    /// bytes.
    static byte[] extents() {
        int items = 100_000;
        ByteBuffer iloc = ByteBuffer.allocate(10 + 10 * items);
        iloc.putInt(0x02000000).putShort((short) 0).putInt(items);
        for (int i = 0; i < items; i++) {
            iloc.putInt(1).putShort((short) 0).putShort((short) 0).putShort((short) -1);
        }
        byte[] infe = box("infe", concat(new byte[] {2, 0, 0, 0, 0, 1, 0, 0}, ascii("Exif")));
        byte[] iinf = concat(new byte[] {0, 0, 0, 0, 0, 1}, infe);
        return heic(box("iinf", iinf), box("iloc", iloc.array()));
    }

    static byte[] exifItems() {
        int items = 3_000;
        ByteBuffer iloc = ByteBuffer.allocate(8 + 14 * items);
        iloc.putInt(0).putShort((short) 0x4400).putShort((short) items);
        for (int i = 0; i < items; i++) {
            iloc.putShort((short) i)
                    .putShort((short) 0)
                    .putShort((short) 1)
                    .putInt(0)
                    .putInt(MEGABYTE);
        }
        byte[] file = heic(exifItemInfos(items), box("iloc", iloc.array()));
        return Arrays.copyOf(file, file.length + MEGABYTE);
    }

    /// A profile of 1 MB and the primary item, which has it again and again.
    static byte[] profileAgain() {
        int entries = 8_000;
        byte[] profile = box("colr", concat(ascii("prof"), new byte[MEGABYTE]));
        ByteBuffer ipma = ByteBuffer.allocate(8 + 258 * entries);
        ipma.putInt(0).putInt(entries);
        byte[] first = new byte[255];
        Arrays.fill(first, (byte) 1);
        for (int i = 0; i < entries; i++) {
            ipma.putShort((short) 1).put((byte) 255).put(first);
        }
        return heic(box("iprp", concat(box("ipco", profile), box("ipma", ipma.array()))));
    }

    /// A file whose box meta names item 1 as the primary one.
    private static byte[] heic(byte[]... boxes) {
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        meta.writeBytes(new byte[4]);
        meta.writeBytes(box("pitm", new byte[] {0, 0, 0, 0, 0, 1}));
        for (byte[] box : boxes) {
            meta.writeBytes(box);
        }
        return concat(box("ftyp", ascii("heic\0\0\0\0mif1")), box("meta", meta.toByteArray()));
    }

    private static byte[] box(String type, byte[] data) {
        return ByteBuffer.allocate(8 + data.length)
                .putInt(8 + data.length)
                .put(ascii(type))
                .put(data)
                .array();
    }

    static byte[] profiles() {
        byte[] profile = chunk("iCCP", ascii("k\0\0"), deflated(5));
        ByteBuffer chunks = ByteBuffer.allocate(500 * profile.length);
        for (int i = 0; i < 500; i++) {
            chunks.put(profile);
        }
        return png(chunks.array());
    }

    /// One directory of as many entries as there can be, all the same.
    static byte[] entries(int tag, int type, int count) {
        int entries = 65_535;
        ByteBuffer tiff = ByteBuffer.allocate(14 + 12 * entries).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(ascii("II*\0")).putInt(8).putShort((short) entries);
        for (int i = 0; i < entries; i++) {
            tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(8);
        }
        return tiff.array();
    }

    private static byte[] iptcBlocks() {
        int length = 125_000;
        ByteBuffer tiff = ByteBuffer.allocate(1_000 + length).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(ascii("II*\0")).putInt(8).putShort((short) 64);
        for (int i = 0; i < 64; i++) {
            tiff.putShort((short) 0x83BB).putShort((short) 1).putInt(length).putInt(1_000);
        }
        tiff.position(1_000);
        for (int i = 0; i < length / 5; i++) {
            tiff.put(new byte[] {0x1C, 2, 25, 0, 0});
        }
        return tiff.array();
    }

    /// None of which is closed before the end.
    static byte[] openTags() {
        byte[] packet = ascii("<rdf:RDF " + "</<a".repeat(260_000) + ">");
        return eightPackets(packet);
    }

    static byte[] properties() {
        StringBuilder packet = new StringBuilder("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:a='http://a/'>");
        for (int i = 0; packet.length() < 1_000_000; i++) {
            packet.append("<a:a").append(i).append(">1</a:a").append(i).append('>');
        }
        return eightPackets(ascii(packet + "</rdf:Description></rdf:RDF></x:xmpmeta>"));
    }

    private static byte[] eightPackets(byte[] packet) {
        byte[] chunk = chunk("iTXt", ascii("XML:com.adobe.xmp\0\0\0\0\0"), packet);
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int i = 0; i < 8; i++) {
            chunks.writeBytes(chunk);
        }
        return png(chunks.toByteArray());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
