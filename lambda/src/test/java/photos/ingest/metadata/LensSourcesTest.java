package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static photos.ingest.metadata.JpegWithExif.EXIF;
import static photos.ingest.metadata.JpegWithExif.IFD0;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.ledger.Camera;
import photos.storage.ObjectMoved;

/// What a lens, and at last a camera, is named after.
final class LensSourcesTest {
    private static final int DNG_UNIQUE_CAMERA_MODEL = 0xC614;
    private static final int DNG_LENS_INFO = 0xC630;
    private static final int MAKER_NOTE = 0x927C;

    private static Camera read(byte[] bytes) throws ObjectMoved {
        return new MetadataReader().read(new CountedBytes(bytes)).camera();
    }

    private static String list(String... items) {
        return "<exifEX:LensSpecification><rdf:Seq><rdf:li>" + String.join("</rdf:li><rdf:li>", items)
                + "</rdf:li></rdf:Seq></exifEX:LensSpecification>";
    }

    @Test
    void a_lens_is_named_by_the_numbers_of_xmp() throws Exception {
        JpegWithExif photo = new JpegWithExif();
        assertThat(read(JpegWithXmp.of(photo, "", list("24/1", "70/1", "28/10", "28/10")))
                        .lens())
                .contains("24-70mm f/2.8");
        assertThat(read(JpegWithXmp.of(photo, "", list("100/1", "500/1", "0/0", "0/0")))
                        .lens())
                .contains("100-500mm");
        assertThat(read(JpegWithXmp.of(photo, "", list("24/1", "70/1", "28/10")))
                        .lens())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "24/1 70/1 28/10 28/10, 24-70mm f/2.8",
        "18/1 250/1 35/10 63/10, 18-250mm f/3.5-6.3",
        "50 50 1.4 1.4, 50mm f/1.4",
        "24/1 105/1 0/0 0/0, 24-105mm",
        "24/1 1/0 28/10 1/0, 24mm f/2.8",
        "1/0 1/0 28/10 28/10,",
        "0/0 0/0 0/0 0/0,",
        "24/1 70/1,",
        "24-70mm f/2.8,",
    })
    void a_lens_is_named_by_the_numbers_that_lightroom_writes(String info, @Nullable String lens) throws Exception {
        Camera camera = read(JpegWithXmp.of("tiff:Model='X10' aux:LensInfo='" + info + "'"));
        assertThat(camera.lens()).isEqualTo(Optional.ofNullable(lens));
        assertThat(camera.model()).contains("X10");
    }

    @Test
    void a_lens_is_named_by_the_numbers_of_a_dng() throws Exception {
        JpegWithExif photo = new JpegWithExif().rationals(IFD0, DNG_LENS_INFO, 35, 1, 35, 1, 14, 10, 14, 10);
        assertThat(read(photo.bytes()).lens()).contains("35mm f/1.4");
    }

    @Test
    void exif_goes_before_dng_and_dng_before_xmp_and_a_name_before_all() throws Exception {
        JpegWithExif photo = new JpegWithExif();
        String info = "aux:LensInfo='10/1 20/1 4/1 4/1'";
        String seq = list("24/1", "70/1", "28/10", "28/10");
        assertThat(read(JpegWithXmp.of(photo, info, seq)).lens()).contains("24-70mm f/2.8");
        photo.rationals(IFD0, DNG_LENS_INFO, 35, 1, 35, 1, 14, 10, 14, 10);
        assertThat(read(JpegWithXmp.of(photo, info, seq)).lens()).contains("35mm f/1.4");
        photo.rationals(EXIF, 0xA432, 85, 1, 85, 1, 18, 10, 18, 10);
        assertThat(read(JpegWithXmp.of(photo, info, seq)).lens()).contains("85mm f/1.8");
        assertThat(read(JpegWithXmp.of(photo, info + " aux:Lens='NIKKOR Z 85mm'", seq))
                        .lens())
                .contains("NIKKOR Z 85mm");
    }

    /// Least byte first, whatever the file is, and counted from the beginning of the note.
    private static byte[] fujifilm(int... rationals) {
        ByteBuffer note = ByteBuffer.allocate(12 + 2 + 4 * 12 + 4 + 4 * 8).order(ByteOrder.LITTLE_ENDIAN);
        note.put("FUJIFILM".getBytes(ISO_8859_1)).putInt(12).putShort((short) 4);
        for (int i = 0; i < 4; i++) {
            note.putShort((short) (0x1404 + i)).putShort((short) 5).putInt(1).putInt(12 + 2 + 4 * 12 + 4 + 8 * i);
        }
        note.putInt(0);
        for (int number : rationals) {
            note.putInt(number);
        }
        return note.array();
    }

    @Test
    void a_lens_is_named_by_the_numbers_in_fujifilms_notes() throws Exception {
        byte[] zoom = fujifilm(1600, 100, 5500, 100, 280, 100, 480, 100);
        byte[] none = fujifilm(0, 100, 0, 100, 0, 100, 0, 100);
        JpegWithExif photo = new JpegWithExif().text(IFD0, 0x010F, "FUJIFILM");
        assertThat(read(photo.undefined(EXIF, MAKER_NOTE, zoom).bytes()).lens()).contains("16-55mm f/2.8-4.8");
        assertThat(read(photo.undefined(EXIF, MAKER_NOTE, none).bytes()).lens()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "00 0024 0070 28 28 00, 24-70mm f/2.8",
        "01 0018 0055 35 56 02, 18-55mm f/3.5-5.6",
        "00 0050 0000 14 00 00, 50mm f/1.4",
        "00 0000 0000 00 00 00,",
        "00 00F0 0070 28 28 00,",
    })
    void a_lens_is_named_by_the_digits_in_sonys_notes(String spec, @Nullable String lens) throws Exception {
        byte[] digits = HexFormat.of().parseHex(spec.replace(" ", ""));
        ByteBuffer note = ByteBuffer.allocate(12 + 2 + 12 + 4 + 8);
        note.put("SONY DSC \0\0\0".getBytes(ISO_8859_1)).putShort((short) 1);
        note.putShort((short) 0xB02A).putShort((short) 1).putInt(8).position(30);
        note.put(digits);
        byte[] jpeg = new JpegWithExif()
                .text(IFD0, 0x010F, "SONY")
                .undefined(EXIF, MAKER_NOTE, note.array())
                .bytes();
        // Here offsets count from the start of EXIF.
        String bytes = new String(jpeg, ISO_8859_1);
        int start = bytes.indexOf("SONY DSC");
        ByteBuffer.wrap(jpeg).putInt(start + 22, start + 30 - bytes.indexOf("MM\0*"));
        assertThat(Arrays.copyOfRange(jpeg, start + 30, start + 38)).isEqualTo(digits);
        assertThat(read(jpeg).lens()).isEqualTo(Optional.ofNullable(lens));
    }

    @Test
    void a_dng_without_a_model_is_called_by_its_unique_one() throws Exception {
        JpegWithExif photo = new JpegWithExif().text(IFD0, DNG_UNIQUE_CAMERA_MODEL, "Leica M8 Digital Camera");
        assertThat(read(photo.bytes()).model()).contains("Leica M8 Digital Camera");
        assertThat(read(JpegWithXmp.of(photo, "tiff:Model='M8'", "")).model()).contains("M8");
        photo.text(IFD0, 0x0110, "M8 Digital Camera");
        assertThat(read(photo.bytes()).model()).contains("M8 Digital Camera");
    }
}
