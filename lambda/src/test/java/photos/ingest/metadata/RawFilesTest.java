package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static photos.ingest.metadata.FileParts.box;
import static photos.ingest.metadata.FileParts.joined;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.image.Orientation;
import photos.ledger.PhotoMetadata;

/// Cameras' raw files: their metadata is read, and their picture's own size instead of a preview's.
final class RawFilesTest {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ASCII = 2;
    private static final int UNDEFINED = 7;

    private static PhotoMetadata read(byte[] bytes) throws Exception {
        return new MetadataReader().read(new CountedBytes(bytes));
    }

    /// A TIFF of one directory at byte 8 and, if it is named there (tag 330), another at byte 300.
    private static final class Tiff {
        private final ByteBuffer bytes = ByteBuffer.allocate(600).order(ByteOrder.LITTLE_ENDIAN);
        private int directory = 8;
        private int text = 500;

        Tiff(String magic) {
            bytes.put(magic.getBytes(ISO_8859_1)).putInt(4, 8);
        }

        Tiff second() {
            directory = 300;
            return this;
        }

        Tiff number(int tag, int type, int value) {
            int at = entry(tag, type, 1);
            bytes.putInt(at, value);
            return this;
        }

        Tiff undefined(int tag, int offset, int bytes) {
            this.bytes.putInt(entry(tag, UNDEFINED, bytes), offset);
            return this;
        }

        /// At a place of their own.
        Tiff shorts(int tag, int offset, int... values) {
            bytes.putInt(entry(tag, SHORT, values.length), offset);
            for (int i = 0; i < values.length; i++) {
                bytes.putShort(offset + 2 * i, (short) values[i]);
            }
            return this;
        }

        Tiff text(int tag, String value) {
            bytes.putInt(entry(tag, ASCII, value.length() + 1), text);
            bytes.put(text, (value + "\0").getBytes(ISO_8859_1));
            text += value.length() + 1;
            return this;
        }

        private int entry(int tag, int type, int count) {
            int number = bytes.getShort(directory);
            int at = directory + 2 + 12 * number;
            bytes.putShort(directory, (short) (number + 1));
            bytes.putShort(at, (short) tag).putShort(at + 2, (short) type).putInt(at + 4, count);
            return at + 8;
        }

        byte[] bytes() {
            return bytes.array();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NIKON CORPORATION, NEF, image/x-nikon-nef",
        "SONY, ARW, image/x-sony-arw",
        "PENTAX Corporation, PEF, image/x-pentax-pef",
        "SAMSUNG, SRW, image/x-samsung-srw"
    })
    void a_tiff_whose_first_picture_is_a_preview_is_its_makers_raw_file(String make, ImageFormat format, String type)
            throws Exception {
        PhotoMetadata read = read(new Tiff("II*\0")
                .number(254, LONG, 1)
                .number(256, SHORT, 160)
                .number(257, SHORT, 120)
                .text(271, make)
                .number(274, SHORT, 6)
                .number(330, LONG, 300)
                .second()
                .number(254, LONG, 0)
                .number(256, SHORT, 6000)
                .number(257, SHORT, 4000)
                .bytes());
        assertThat(read.picture().orElseThrow().format()).isEqualTo(format);
        assertThat(format.mediaType()).isEqualTo(type);
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(6000, 4000));
        assertThat(read.picture().orElseThrow().orientation()).isEqualTo(Orientation.TURNED_LEFT);
        assertThat(read.camera().make()).contains(make);
        assertThat(read.errors()).isEmpty();
    }

    @Test
    void a_tiff_with_a_dng_version_is_a_dng() throws Exception {
        PhotoMetadata read = read(new Tiff("II*\0")
                .number(256, SHORT, 4032)
                .number(257, SHORT, 3024)
                .number(262, SHORT, 32803)
                .text(271, "Google")
                .text(272, "Pixel 7")
                .number(0xC612, 1, 0x0401)
                .bytes());
        assertThat(read.picture().orElseThrow().format()).isEqualTo(ImageFormat.DNG);
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(4032, 3024));
        assertThat(read.camera().name()).contains("Google Pixel 7");
    }

    @Test
    void a_tiff_of_a_camera_is_a_tiff() throws Exception {
        PhotoMetadata read = read(new Tiff("II*\0")
                .number(256, SHORT, 40)
                .number(257, SHORT, 30)
                .number(262, SHORT, 2)
                .text(271, "NIKON CORPORATION")
                .bytes());
        assertThat(read.picture().orElseThrow().format()).isEqualTo(ImageFormat.TIFF);
    }

    @ParameterizedTest
    @CsvSource({"IIRO, ORF", "IIRS, ORF"})
    void olympus_has_a_mark_of_its_own(String magic, ImageFormat format) throws Exception {
        PhotoMetadata read = read(new Tiff(magic)
                .number(256, SHORT, 4640)
                .number(257, SHORT, 3472)
                .text(271, "OLYMPUS CORPORATION")
                .bytes());
        assertThat(read.picture().orElseThrow().format()).isEqualTo(format);
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(4640, 3472));
    }

    /// The same with Canon's mark behind the header, and the first directory behind that.
    private static byte[] cr2(byte[] tiff) {
        byte[] file = tiff.clone();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 16);
        System.arraycopy(tiff, 8, file, 16, 100);
        file[8] = 'C';
        file[9] = 'R';
        file[10] = 2;
        return file;
    }

    @Test
    void canons_second_kind_is_a_marked_tiff() throws Exception {
        byte[] directory = new Tiff("II*\0")
                .number(256, SHORT, 5184)
                .number(257, SHORT, 3456)
                .bytes();
        PhotoMetadata read = read(cr2(directory));
        assertThat(read.picture().orElseThrow().format()).isEqualTo(ImageFormat.CR2);
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(5184, 3456));
    }

    @Test
    void panasonics_size_is_the_sensors_without_its_border() throws Exception {
        PhotoMetadata read = read(new Tiff("IIU\0")
                .number(4, SHORT, 4)
                .number(5, SHORT, 8)
                .number(6, SHORT, 3004)
                .number(7, SHORT, 4008)
                .text(271, "Panasonic")
                .text(272, "DMC-GH4")
                .number(274, SHORT, 8)
                .bytes());
        assertThat(read.picture().orElseThrow().format()).isEqualTo(ImageFormat.RW2);
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(4000, 3000));
        assertThat(read.picture().orElseThrow().orientation()).isEqualTo(Orientation.TURNED_RIGHT);
        assertThat(read.camera().name()).contains("Panasonic DMC-GH4");
    }

    /// As an EOS 350D writes it.
    @Test
    void the_preview_in_canons_first_directory_is_not_the_picture() throws Exception {
        byte[] directories = new Tiff("II*\0")
                .number(256, SHORT, 1536)
                .number(257, SHORT, 1024)
                .number(0x8769, LONG, 300)
                .second()
                .number(0xA002, SHORT, 3456)
                .number(0xA003, SHORT, 2304)
                .bytes();
        assertThat(read(cr2(directories)).picture().orElseThrow().stored()).isEqualTo(new Dimensions(3456, 2304));
    }

    @Test
    void panasonic_says_in_a_preview_what_the_raw_file_does_not() throws Exception {
        byte[] preview = new JpegWithExif()
                .text(JpegWithExif.IFD0, 0x010F, "Panasonic")
                .text(JpegWithExif.IFD0, 0x013B, "Ada")
                .bytes();
        byte[] file = new Tiff("IIU\0")
                .number(4, SHORT, 4)
                .number(5, SHORT, 8)
                .number(6, SHORT, 3004)
                .number(7, SHORT, 4008)
                .number(0x17, SHORT, 80)
                .undefined(0x2E, 600, preview.length)
                .text(271, "Panasonic")
                .text(272, "DMC-LX3")
                .bytes();
        PhotoMetadata read = read(joined(file, preview));
        assertThat(read.errors()).isEmpty();
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(4000, 3000));
        assertThat(read.camera().name()).contains("Panasonic DMC-LX3");
        assertThat(read.exposure().iso()).contains(80);
        assertThat(read.description().artist()).contains("Ada");
    }

    /// A file of Canon's third kind up to its box `moov`, with these blocks in Canon's own box.
    private static byte[] cr3(byte[]... blocks) {
        byte[] canon = ByteBuffer.allocate(16)
                .putLong(0x85C0B687820F11E0L)
                .putLong(0x8111F4CE462B6A48L)
                .array();
        return joined(
                box("ftyp", "crx \0\0\0\1crx isom".getBytes(ISO_8859_1)),
                box("moov", box("uuid", joined(canon, joined(blocks)))));
    }

    private static byte[] cameraBlock() {
        Tiff first = new Tiff("II*\0")
                .number(256, SHORT, 6720)
                .number(257, SHORT, 4480)
                .text(271, "Canon")
                .text(272, "Canon EOS R5")
                .number(274, SHORT, 8);
        return box("CMT1", first.bytes());
    }

    private static byte[] xmpBox(String attributes) {
        byte[] xmp = ByteBuffer.allocate(16)
                .putLong(0xBE7ACFCB97A942E8L)
                .putLong(0x9C71999491E3AFACL)
                .array();
        byte[] padding = " ".repeat(60_000).getBytes(ISO_8859_1);
        return box("uuid", joined(xmp, XmpPacket.of(attributes), padding));
    }

    @Test
    void canons_third_kind_keeps_exif_in_boxes() throws Exception {
        byte[] exif = new Tiff("II*\0")
                .text(0x9003, "2024:02:29 23:59:58")
                .number(0x8827, SHORT, 800)
                .bytes();
        byte[] gps = new Tiff("II*\0").number(5, 1, 0).bytes();
        PhotoMetadata read = read(cr3(cameraBlock(), box("CMT2", exif), box("CMT4", gps)));
        assertThat(read.errors()).isEmpty();
        assertThat(read.picture().orElseThrow().format()).isEqualTo(ImageFormat.CR3);
        assertThat(read.picture().orElseThrow().upright()).isEqualTo(new Dimensions(4480, 6720));
        assertThat(read.camera().name()).contains("Canon EOS R5");
        assertThat(read.captureTime().orElseThrow().text()).isEqualTo("2024-02-29T23:59:58");
        assertThat(read.exposure().iso()).contains(800);
    }

    @Test
    void canons_third_kind_has_the_makers_notes_in_a_box() throws Exception {
        byte[] notes = new Tiff("II*\0")
                .shorts(1, 400, 10, 1, 0, 3, 0, 4) // settings of the camera
                .text(7, "Firmware Version 1.8.1")
                .text(0x95, "RF24-105mm F4 L IS USM")
                .bytes();
        PhotoMetadata read = read(cr3(cameraBlock(), box("CMT3", notes)));
        assertThat(read.errors()).isEmpty();
        assertThat(read.camera().lens()).contains("RF24-105mm F4 L IS USM");
        assertThat(read.tags().directories().get("Canon Makernote"))
                .containsEntry("Firmware Version", "Firmware Version 1.8.1")
                .containsEntry("Quality", "3")
                .containsEntry("Flash Mode", "0");
        assertThat(read.picture().orElseThrow().upright()).isEqualTo(new Dimensions(4480, 6720));
    }

    @Test
    void canons_third_kind_has_xmp_behind_its_description() throws Exception {
        PhotoMetadata read = read(joined(
                cr3(cameraBlock()), xmpBox("xmp:Rating='4'"), box("uuid", new byte[40]), box("mdat", new byte[99])));
        assertThat(read.errors()).isEmpty();
        assertThat(read.description().rating()).contains(4);
        assertThat(read.camera().name()).contains("Canon EOS R5");
    }

    @Test
    void boxes_of_canons_third_kind_are_passed_over_whichever_way_they_say_their_size() throws Exception {
        byte[] pictures = new byte[3_000_000];
        ByteBuffer.wrap(pictures).putInt(1).put("mdat".getBytes(ISO_8859_1)).putLong(pictures.length);
        byte[] toTheEnd = xmpBox("xmp:Rating='4'");
        ByteBuffer.wrap(toTheEnd).putInt(0);
        CountedBytes file = new CountedBytes(joined(cr3(cameraBlock()), pictures, toTheEnd));
        PhotoMetadata read = new MetadataReader().read(file);
        assertThat(read.errors()).isEmpty();
        assertThat(read.description().rating()).contains(4);
        assertThat(file.bytesRead()).isLessThan(600_000);
    }

    @Test
    void a_broken_description_does_not_cost_xmp() throws Exception {
        byte[] file = joined(cr3(cameraBlock()), xmpBox("xmp:Rating='4'"));
        ByteBuffer.wrap(file).putInt(new String(file, ISO_8859_1).indexOf("uuid") - 4, 5);
        PhotoMetadata read = read(file);
        assertThat(read.errors()).first().asString().contains("box uuid says it is 5 bytes long");
        assertThat(read.description().rating()).contains(4);
    }

    @Test
    void xmp_of_canons_third_kind_that_is_too_long_is_left_which_is_said() throws Exception {
        byte[] xmp = Arrays.copyOf(xmpBox("xmp:Rating='4'"), 24 + 1024 * 1024 + 1);
        ByteBuffer.wrap(xmp).putInt(xmp.length);
        PhotoMetadata read = read(joined(cr3(cameraBlock()), xmp));
        assertThat(read.errors()).containsExactly("XMP has 1048577 bytes, more than 1048576 are not read");
        assertThat(read.camera().name()).contains("Canon EOS R5");
    }

    @Test
    void every_cut_of_canons_third_kind_is_answered() throws Exception {
        int camera = cr3(cameraBlock()).length;
        byte[] whole = joined(cr3(cameraBlock()), xmpBox("xmp:Rating='4'"));
        for (int length = 12; length < whole.length; length++) {
            PhotoMetadata read = read(Arrays.copyOf(whole, length));
            boolean complete = length < camera + 8
                    ? read.camera().name().isPresent()
                    : read.description().rating().isPresent();
            assertThat(complete || !read.errors().isEmpty())
                    .as("cut to " + length)
                    .isTrue();
        }
    }

    @Test
    void fujifilm_keeps_exif_in_its_preview() throws Exception {
        byte[] preview = new JpegWithExif()
                .text(JpegWithExif.IFD0, 0x010F, "FUJIFILM")
                .text(JpegWithExif.IFD0, 0x0110, "X-T4")
                .bytes();
        ByteBuffer file = ByteBuffer.allocate(200 + preview.length);
        file.put("FUJIFILMCCD-RAW 0201FF129502X-T4".getBytes(ISO_8859_1));
        file.putInt(84, 200).putInt(88, preview.length).putInt(92, 150);
        file.putInt(150, 1).putShort(154, (short) 0x111).putShort(156, (short) 4);
        file.putShort(158, (short) 4160).putShort(160, (short) 6240);
        file.put(200, preview);
        PhotoMetadata read = read(file.array());
        assertThat(read.errors()).isEmpty();
        assertThat(read.picture().orElseThrow().format()).isEqualTo(ImageFormat.RAF);
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(6240, 4160));
        assertThat(read.camera().name()).contains("Fujifilm X-T4");
    }

    @Test
    void a_fujifilm_without_its_size_does_not_have_that_of_its_preview() throws Exception {
        byte[] preview =
                new JpegWithExif().text(JpegWithExif.IFD0, 0x0110, "X-T4").bytes();
        ByteBuffer file = ByteBuffer.allocate(200 + preview.length);
        file.put("FUJIFILMCCD-RAW 0201FF129502X-T4".getBytes(ISO_8859_1));
        file.putInt(84, 200).putInt(88, preview.length).putInt(92, 150);
        file.putInt(150, 1).putShort(154, (short) 0x9999).putShort(156, (short) 4);
        file.put(200, preview);
        PhotoMetadata read = read(file.array());
        assertThat(read.picture()).isEmpty();
        assertThat(read.errors()).containsExactly("the raw file does not say how large its picture is");
        assertThat(read.camera().model()).contains("X-T4");
    }

    @Test
    void every_cut_of_a_raw_file_is_answered() throws Exception {
        byte[] whole = new Tiff("II*\0")
                .number(256, SHORT, 40)
                .number(257, SHORT, 30)
                .number(0xC612, 1, 1)
                .bytes();
        for (int length = 0; length < whole.length; length++) {
            PhotoMetadata read = read(Arrays.copyOf(whole, length));
            assertThat(read.picture().isPresent() || !read.errors().isEmpty()).isTrue();
        }
    }
}
