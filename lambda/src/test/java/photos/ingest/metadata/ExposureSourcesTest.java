package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static photos.ingest.metadata.JpegWithExif.EXIF;
import static photos.ingest.metadata.JpegWithExif.IFD0;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.ledger.CaptureTime;
import photos.ledger.Exposure;
import photos.ledger.PhotoMetadata;
import photos.storage.ObjectMoved;

/// Which directory of a file says how and when the photo was taken, and which of the four numbers is the ISO.
final class ExposureSourcesTest {
    private static final int ISO = 0x8827;
    private static final int SENSITIVITY_TYPE = 0x8830;
    private static final int STANDARD_OUTPUT_SENSITIVITY = 0x8831;
    private static final int RECOMMENDED_EXPOSURE_INDEX = 0x8832;
    private static final int ISO_SPEED = 0x8833;

    private static PhotoMetadata read(byte[] bytes) throws ObjectMoved {
        return new MetadataReader().read(new CountedBytes(bytes));
    }

    /// 0 stands for a tag that is not there.
    @ParameterizedTest
    @CsvSource({
        "65535, 0, 0, 0, 0,", // larger than that is all it says
        "65535, 0, 0, 0, 102400, 102400",
        "65535, 0, 0, 80000, 102400, 80000",
        "65535, 0, 70000, 80000, 102400, 80000",
        "65535, 0, 70000, 0, 102400, 70000",
        "65535, 1, 70000, 80000, 102400, 70000",
        "65535, 2, 70000, 80000, 102400, 80000",
        "65535, 3, 70000, 80000, 102400, 102400",
        "65535, 5, 70000, 80000, 102400, 70000",
        "65535, 3, 70000, 80000, 0, 80000",
        "65535, 9, 70000, 80000, 102400, 80000",
        "400, 3, 70000, 80000, 102400, 400",
        "0, 0, 0, 0, 800, 800",
    })
    void a_sensitivity_too_large_for_its_tag_stands_in_another(
            int iso, int type, int output, int index, int speed, @Nullable Integer read) throws Exception {
        JpegWithExif photo = new JpegWithExif();
        if (iso > 0) {
            photo.number(EXIF, ISO, iso);
        }
        if (type > 0) {
            photo.number(EXIF, SENSITIVITY_TYPE, type);
        }
        photo.rationals(EXIF, STANDARD_OUTPUT_SENSITIVITY, output, 1)
                .rationals(EXIF, RECOMMENDED_EXPOSURE_INDEX, index, 1)
                .rationals(EXIF, ISO_SPEED, speed, 1);
        assertThat(read(photo.bytes()).exposure().iso()).isEqualTo(Optional.ofNullable(read));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exifEX:PhotographicSensitivity='65535'                                                     |
            exif:ISOSpeedRatings='65535'                                                               |
            exifEX:PhotographicSensitivity='65535' exif:ISOSpeedRatings='102400'                       | 102400
            exifEX:PhotographicSensitivity='65535' exifEX:ISOSpeed='102400'                            | 102400
            exif:ISOSpeedRatings='65535' exifEX:RecommendedExposureIndex='80000'                       | 80000
            exif:ISOSpeedRatings='65535' exifEX:StandardOutputSensitivity='70000'                      | 70000
            exifEX:SensitivityType='3' exifEX:RecommendedExposureIndex='80000' exifEX:ISOSpeed='90000' | 90000
            """)
    void xmp_says_it_under_the_same_names(String attributes, @Nullable Integer read) throws Exception {
        assertThat(read(JpegWithXmp.of(attributes)).exposure().iso()).isEqualTo(Optional.ofNullable(read));
    }

    @Test
    void xmp_knows_what_is_too_large_for_the_tag_of_exif() throws Exception {
        JpegWithExif photo = new JpegWithExif().number(EXIF, ISO, 65_535);
        assertThat(read(JpegWithXmp.of(photo, "exif:ISOSpeedRatings='102400'", ""))
                        .exposure()
                        .iso())
                .contains(102_400);
    }

    /// As TIFF/EP has it, which knows no Exif directory.
    private static JpegWithExif photo(int directory) {
        return new JpegWithExif()
                .text(directory, 0x9003, "2024:02:29 23:59:58")
                .text(directory, 0x9291, "05")
                .text(directory, 0x9011, "-03:30")
                .rationals(directory, 0x829A, 1, 250)
                .rationals(directory, 0x829D, 28, 10)
                .number(directory, ISO, 400)
                .rationals(directory, 0x920A, 50, 1)
                .number(directory, 0xA405, 75)
                .number(directory, 0x9209, 1);
    }

    @Test
    void the_first_directory_says_it_where_there_is_no_exif_directory() throws Exception {
        PhotoMetadata photo = read(photo(IFD0).bytes());
        CaptureTime time = photo.captureTime().orElseThrow();
        assertThat(time.wallClock()).isEqualTo(LocalDateTime.parse("2024-02-29T23:59:58.05"));
        assertThat(time.instant()).contains(Instant.parse("2024-03-01T03:29:58.05Z"));
        assertThat(photo.exposure().time()).contains("1/250");
        assertThat(photo.exposure().fNumber()).contains(2.8);
        assertThat(photo.exposure().iso()).contains(400);
        assertThat(photo.exposure().focalLength()).contains(50.0);
        assertThat(photo.exposure().focalLength35()).contains(75);
        assertThat(photo.exposure().flash()).contains(true);
        assertThat(photo.errors()).isEmpty();
    }

    @Test
    void the_exif_directory_goes_before_the_first() throws Exception {
        PhotoMetadata photo = read(photo(IFD0)
                .text(EXIF, 0x9003, "2020:01:01 00:00:00")
                .rationals(EXIF, 0x829A, 1, 60)
                .rationals(EXIF, 0x829D, 0, 0)
                .number(EXIF, 0x9209, 0)
                .bytes());
        CaptureTime time = photo.captureTime().orElseThrow();
        assertThat(time.wallClock()).isEqualTo(LocalDateTime.parse("2020-01-01T00:00:00"));
        assertThat(time.offset()).isEmpty();
        assertThat(photo.exposure().time()).contains("1/60");
        assertThat(photo.exposure().fNumber()).contains(2.8);
        assertThat(photo.exposure().flash()).contains(false);
    }

    @Test
    void a_thumbnails_directory_says_nothing_of_the_photo() throws Exception {
        byte[] jpeg = photo(EXIF).bytes();
        assertThat(read(jpeg).exposure().iso()).contains(400);
        followByExif(jpeg);
        PhotoMetadata photo = read(jpeg);
        assertThat(photo.tags().directories().get("Exif Thumbnail")).containsEntry("ISO Speed Ratings", "400");
        assertThat(photo.exposure()).isEqualTo(Exposure.UNKNOWN);
        assertThat(photo.captureTime()).isEmpty();
    }

    /// Makes the Exif directory the second in the chain of directories, where a thumbnail is described.
    private static void followByExif(byte[] bytes) {
        ByteBuffer jpeg = ByteBuffer.wrap(bytes);
        int first = new String(bytes, ISO_8859_1).indexOf("MM\0*") + 8;
        int count = jpeg.getShort(first);
        for (int entry = first + 2; entry < first + 2 + 12 * count; entry += 12) {
            if (jpeg.getShort(entry) == (short) 0x8769) {
                jpeg.putShort(entry, (short) 0xEEEE).putInt(first + 2 + 12 * count, jpeg.getInt(entry + 8));
            }
        }
    }

    /// As programs write what they have in 64 bits.
    @Test
    void numbers_of_xmp_may_have_many_digits() throws Exception {
        PhotoMetadata read = new MetadataReader()
                .read(new CountedBytes(JpegWithXmp.of(
                        "exif:ExposureTime='0.016666666666666666' exif:GPSAltitude='35.7500000000000000'")));
        assertThat(read.exposure().time()).contains("1/60");
        assertThat(read.altitude()).contains(35.75);
        assertThat(read.errors()).isEmpty();
    }
}
