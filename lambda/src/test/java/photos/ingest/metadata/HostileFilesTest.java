package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import photos.image.Dimensions;
import photos.ledger.PhotoMetadata;

/// Small files that are endless or enormous for a reader which believes them.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileFilesTest {
    private static final int GIGABYTE = 1024 * 1024 * 1024;

    @TempDir
    private Path directory;

    private static PhotoMetadata read(byte[] bytes) throws Exception {
        return new MetadataReader().read(new CountedBytes(bytes));
    }

    @Test
    void chained_exif_directories_end_after_a_few() throws Exception {
        byte[] tiff = chain((65_000 - 8) / 6);
        PhotoMetadata read = read(jpegWith("Exif\0\0", tiff));
        assertThat(read.errors()).contains("EXIF has more than 64 chained directories, the others are not read");
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(40, 30));
    }

    @Test
    void a_long_chain_of_tiff_directories_ends_too() throws Exception {
        assertThat(read(chain(200_000)).errors()).isNotEmpty();
    }

    @Test
    void a_gigabyte_of_compressed_text_is_not_inflated() throws Exception {
        byte[] bomb = deflated(GIGABYTE);
        for (String chunk : new String[] {"zTXt", "iTXt", "iCCP"}) {
            String start = chunk.equals("iTXt") ? "k\0\1\0\0\0" : "k\0\0";
            PhotoMetadata read = read(pngWith(chunk, concat(start.getBytes(ISO_8859_1), bomb)));
            assertThat(read.errors()).singleElement().asString().contains("inflates to more than");
            assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(16, 16));
        }
    }

    @Test
    void nested_boxes_are_not_entered() throws Exception {
        int depth = 10_000;
        ByteBuffer file = ByteBuffer.allocate(20 + 8 * depth);
        file.putInt(20).put("ftypheic\0\0\0\0mif1".getBytes(ISO_8859_1));
        for (int i = 0; i < depth; i++) {
            file.putInt(8 * (depth - i)).put("moov".getBytes(ISO_8859_1));
        }
        assertThat(read(file.array()).errors()).containsExactly("the file describes no picture: box meta is missing");
    }

    @Test
    void apples_property_list_is_not_counted_to_its_end() throws Exception {
        ByteBuffer note = ByteBuffer.allocate(72);
        note.put("Apple iOS\0\0\1MM".getBytes(ISO_8859_1));
        note.putShort((short) 1)
                .putShort((short) 3)
                .putShort((short) 7)
                .putInt(40)
                .putInt(32)
                .putInt(0);
        note.put("bplist00".getBytes(ISO_8859_1)).putLong(0).putLong(1L << 40);
        JpegWithExif photo = new JpegWithExif()
                .text(JpegWithExif.IFD0, 0x010F, "Apple")
                .undefined(JpegWithExif.EXIF, 0x927C, note.array());
        assertThat(read(photo.bytes()).camera().make()).contains("Apple");
    }

    @Test
    void xmp_cannot_name_a_file_of_the_machine() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "the secret");
        String xmp = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>"
                + "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                + "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:source>&e;</dc:source>"
                + "</rdf:Description></rdf:RDF></x:xmpmeta>";
        PhotoMetadata read = read(jpegWith("http://ns.adobe.com/xap/1.0/\0", xmp.getBytes(UTF_8)));
        assertThat(read.toString()).doesNotContain("the secret");
        assertThat(read.errors()).containsExactly("cannot read XMP: it declares a document type, which XMP never has");
    }

    @Test
    void deeply_nested_xmp_is_not_read() throws Exception {
        PhotoMetadata read = read(
                jpegWith("http://ns.adobe.com/xap/1.0/\0", "<a>".repeat(20_000).getBytes(UTF_8)));
        assertThat(read.errors()).containsExactly("cannot read XMP: its elements are nested more than 64 deep");
    }

    /// Not hostile at all: Camera Raw writes its settings as attributes of one element. Java's parser takes 200 unless
    /// told otherwise.
    @Test
    void xmp_with_many_attributes_is_read() throws Exception {
        StringBuilder settings = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            settings.append(" crs:Setting").append(i).append("='1'");
        }
        String xmp =
                "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<rdf:Description xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
                        + " xmlns:crs='http://ns.adobe.com/camera-raw-settings/1.0/' xmp:Rating='4'" + settings
                        + "/></rdf:RDF></x:xmpmeta>";
        PhotoMetadata read = read(jpegWith("http://ns.adobe.com/xap/1.0/\0", xmp.getBytes(UTF_8)));
        assertThat(read.errors()).isEmpty();
        assertThat(read.description().rating()).contains(4);
        assertThat(System.getProperty("jdk.xml.elementAttributeLimit")).isNull();
    }

    @Test
    void overlapping_values_do_not_fill_the_memory() throws Exception {
        int entries = 5_000;
        ByteBuffer tiff = ByteBuffer.allocate(14 + 12 * entries + 40).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) entries);
        for (int i = 0; i < entries; i++) {
            tiff.putShort((short) (0x1000 + i))
                    .putShort((short) 1)
                    .putInt(60_000)
                    .putInt(8);
        }
        assertThat(read(jpegWith("Exif\0\0", tiff.array())).picture()).isPresent();
    }

    @Test
    void a_declared_size_beyond_any_is_taken_for_none() throws Exception {
        ByteBuffer header = ByteBuffer.allocate(33);
        header.put(PNG_SIGNATURE)
                .putInt(13)
                .put("IHDR".getBytes(ISO_8859_1))
                .putInt(-1)
                .putInt(16);
        PhotoMetadata read = read(header.array());
        assertThat(read.picture()).isEmpty();
        assertThat(read.errors()).contains("the picture says it has 4294967295x16 pixels");
    }

    @Test
    void no_more_than_32_megabytes_are_read() throws Exception {
        byte[] endless = new byte[40 * 1024 * 1024];
        endless[0] = (byte) 0xFF;
        endless[1] = (byte) 0xD8;
        endless[2] = (byte) 0xFF;
        endless[3] = 1;
        CountedBytes bytes = new CountedBytes(endless);
        PhotoMetadata read = new MetadataReader().read(bytes);
        assertThat(read.errors()).singleElement().asString().contains("no more than 33554432 are read");
        assertThat(bytes.bytesRead()).isLessThanOrEqualTo(LazyBytes.MAX_FETCHED);
    }

    @Test
    void extents_without_bytes_are_not_counted_through() throws Exception {
        assertThat(read(HostileMetadata.extents()).errors())
                .containsExactly(
                        "cannot read the picture's properties: box iprp is missing",
                        "cannot read item 1: the file does not say how long it is");
    }

    @Test
    void a_profile_that_a_picture_has_over_and_over_is_read_once() throws Exception {
        assertThat(read(HostileMetadata.profileAgain()).errors())
                .doesNotContain("the file holds too much metadata: no more than 64 blocks and 8388608 bytes are read");
    }

    @Test
    void of_many_items_of_metadata_few_are_read() throws Exception {
        assertThat(read(HostileMetadata.exifItems()).errors())
                .contains("the file has 3000 items of metadata, no more than 64 are read");
    }

    @Test
    void of_many_profiles_of_a_png_one_is_inflated() throws Exception {
        PhotoMetadata read = read(HostileMetadata.profiles());
        assertThat(read.errors())
                .containsExactly(
                        "cannot read PNG chunk iCCP: it inflates to more than 4194304 bytes",
                        "the PNG file has more than one colour profile, the others are not read");
        assertThat(read.tags().truncated()).isFalse();
    }

    @Test
    void lists_in_exif_are_not_all_searched_for_directories() throws Exception {
        assertThat(read(HostileMetadata.entries(0x8888, 4, 150_000)).errors())
                .contains("cannot read the file's structure: it lists more than 4000000 values");
    }

    @Test
    void of_many_properties_none_is_compared_with_all() throws Exception {
        assertThat(read(HostileMetadata.properties()).errors())
                .containsExactly("cannot read XMP: it has more than 10000 properties");
    }

    @Test
    void tags_that_are_closed_at_the_very_end_are_counted_once() throws Exception {
        assertThat(read(HostileMetadata.openTags()).errors()).isNotEmpty();
    }

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /// Directories without entries, each naming the next.
    private static byte[] chain(int directories) {
        ByteBuffer tiff = ByteBuffer.allocate(8 + 6 * directories).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8);
        for (int i = 0; i < directories; i++) {
            tiff.putShort((short) 0).putInt(i < directories - 1 ? tiff.position() + 4 : 0);
        }
        return tiff.array();
    }

    private static byte[] jpegWith(String name, byte[] data) {
        ByteBuffer start = ByteBuffer.allocate(6);
        start.putInt(0xFFD8FFE1).putShort((short) (2 + name.length() + data.length));
        byte[] segment = concat(start.array(), concat(name.getBytes(ISO_8859_1), data));
        return concat(segment, JpegWithExif.frameAndScan());
    }

    private static byte[] pngWith(String type, byte[] data) {
        ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12 + data.length + 12);
        png.put(PNG_SIGNATURE);
        png.putInt(13).put("IHDR".getBytes(ISO_8859_1)).putInt(16).putInt(16).put(new byte[] {8, 0, 0, 0, 0});
        png.putInt(0);
        png.putInt(data.length).put(type.getBytes(ISO_8859_1)).put(data).putInt(0);
        png.putInt(0).put("IEND".getBytes(ISO_8859_1)).putInt(0);
        return png.array();
    }

    /// Zeros. A block that was fully flushed depends on none before it, so it is compressed once and repeated.
    private static byte[] deflated(int length) {
        byte[] zeros = new byte[1024 * 1024];
        byte[] block = new byte[64 * 1024];
        Deflater raw = new Deflater(Deflater.BEST_COMPRESSION, true);
        raw.setInput(zeros);
        int blockLength = raw.deflate(block, 0, block.length, Deflater.FULL_FLUSH);
        raw.end();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.write(0x78);
        stream.write(0xDA);
        for (int done = 0; done < length; done += zeros.length) {
            stream.write(block, 0, blockLength);
        }
        return stream.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
