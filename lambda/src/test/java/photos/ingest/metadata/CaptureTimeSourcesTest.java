package photos.ingest.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static photos.ingest.metadata.JpegWithExif.EXIF;
import static photos.ingest.metadata.JpegWithExif.GPS;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.ledger.CaptureTime;
import photos.ledger.CaptureTime.Offset;
import photos.ledger.CaptureTime.Source;
import photos.ledger.PhotoMetadata;
import photos.ledger.Position;
import photos.storage.ObjectMoved;

/// Where the offset of a time comes from.
final class CaptureTimeSourcesTest {
    private static CaptureTime read(byte[] bytes) throws ObjectMoved {
        return new MetadataReader().read(new CountedBytes(bytes)).captureTime().orElseThrow();
    }

    private static Optional<Offset> offset(@Nullable String offset, Source source) {
        return Optional.ofNullable(offset).map(o -> new Offset(ZoneOffset.of(o), source));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-06T12:11:12, 2024-05-06T10:11:12Z, +02:00",
        "2024-05-06T12:11:12, 2024-05-06T10:10Z, +02:00",
        "2024-05-06T12:11:12, 2024-05-06T10:11:12.75Z, +02:00",
        "2024-05-06T12:11:12, 2024-05-06T10:11:12, +02:00",
        "2024-05-06T12:11:12, 2024-05-06T13:11:12+03:00, +02:00",
        "2024-05-07T08:30:00, 2024-05-06T19:30:00Z, +13:00",
        "2024-05-06T12:11:12, 2024-05-06T10:20:12Z,",
        "2024-05-06T12:11:12, 10:11:12,",
        "2024-05-06T12:11:12, 2024-02-30T10:11:12Z,",
    })
    void gps_tells_the_offset_in_xmp_too(String time, String gps, @Nullable String offset) throws Exception {
        byte[] photo = JpegWithXmp.of("exif:DateTimeOriginal='" + time + "' exif:GPSTimeStamp='" + gps + "'");
        assertThat(read(photo).offset()).isEqualTo(offset(offset, Source.GPS));
    }

    /// The day may be that of the clock: so the specification of XMP wants it where the receiver wrote none. Half
    /// past eight in the morning in Auckland, 13 hours before UTC, would then be 11 hours behind, as in Samoa.
    @ParameterizedTest
    @CsvSource({
        "2024-01-07T08:30:00, 2024-01-07T19:30:00Z,",
        "2024-01-07T20:00:00, 2024-01-07T06:00:00Z,",
        "2024-01-07T08:00:00, 2024-01-07T17:00:00Z, -09:00"
    })
    void no_offset_is_taken_that_may_be_a_day_off(String time, String gps, @Nullable String offset) throws Exception {
        byte[] photo = JpegWithXmp.of("exif:DateTimeOriginal='" + time + "' exif:GPSTimeStamp='" + gps + "'");
        assertThat(read(photo).offset()).isEqualTo(offset(offset, Source.GPS));
    }

    @Test
    void gps_in_xmp_tells_the_offset_of_a_time_in_exif_unless_gps_in_exif_does() throws Exception {
        JpegWithExif photo = new JpegWithExif().text(EXIF, 0x9003, "2024:05:06 12:11:12");
        String inXmp = "exif:GPSTimeStamp='2024-05-06T10:11:12Z'";
        assertThat(read(JpegWithXmp.of(photo, inXmp, "")).offset()).isEqualTo(offset("+02:00", Source.GPS));
        photo.text(GPS, 0x1D, "2024:05:06").rationals(GPS, 7, 11, 1, 11, 1, 12, 1);
        assertThat(read(JpegWithXmp.of(photo, inXmp, "")).offset()).isEqualTo(offset("+01:00", Source.GPS));
    }

    /// Two segments with EXIF, as some programs leave them.
    @Test
    void what_belongs_to_a_time_stands_beside_it() throws Exception {
        byte[] first =
                new JpegWithExif().text(EXIF, 0x9003, "2024:05:06 12:00:00").bytes();
        byte[] second = new JpegWithExif()
                .text(EXIF, 0x9003, "2020:05:06 12:00:00")
                .text(EXIF, 0x9291, "55")
                .text(EXIF, 0x9011, "+09:00")
                .bytes();
        CaptureTime time = read(inOne(first, second));
        assertThat(time.text()).isEqualTo("2024-05-06T12:00:00");
        assertThat(time.offset()).isEmpty();
        assertThat(read(second).offset()).isEqualTo(offset("+09:00", Source.EXIF));
    }

    @Test
    void what_belongs_to_a_position_stands_beside_it() throws Exception {
        byte[] first = new JpegWithExif()
                .text(EXIF, 0x9003, "2024:05:06 12:00:00")
                .text(GPS, 0x1D, "2024:05:06")
                .rationals(GPS, 2, 47, 1, 0, 1, 0, 1)
                .text(GPS, 1, "N")
                .rationals(GPS, 6, 400, 1)
                .bytes();
        byte[] second = new JpegWithExif()
                .text(GPS, 0x1D, "2024:05:06")
                .rationals(GPS, 7, 10, 1, 0, 1, 0, 1)
                .rationals(GPS, 2, 33, 1, 0, 1, 0, 1)
                .text(GPS, 1, "S")
                .rationals(GPS, 4, 8, 1, 0, 1, 0, 1)
                .text(GPS, 3, "W")
                .rationals(GPS, 6, 5, 1)
                .octet(GPS, 5, 1)
                .bytes();
        PhotoMetadata both = new MetadataReader().read(new CountedBytes(inOne(first, second)));
        assertThat(both.position()).isEmpty();
        assertThat(both.altitude()).contains(400.0);
        assertThat(both.captureTime().orElseThrow().offset()).isEmpty();
        PhotoMetadata alone = new MetadataReader().read(new CountedBytes(second));
        assertThat(alone.position()).contains(new Position(-33, -8));
        assertThat(alone.altitude()).contains(-5.0);
    }

    /// A JPEG with the EXIF of both, as it stands.
    private static byte[] inOne(byte[] first, byte[] second) {
        int end = 4 + ByteBuffer.wrap(first).getShort(4);
        return ByteBuffer.allocate(end + second.length - 2)
                .put(first, 0, end)
                .put(second, 2, second.length - 2)
                .array();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exif:DateTimeOriginal='2024-05-06T12:11:12' exif:OffsetTimeOriginal='+02:00'        | 2024-05-06T10:11:12Z
            exif:DateTimeOriginal='2024-05-06T12:11:12' exifEX:OffsetTimeOriginal='+03:00'      | 2024-05-06T09:11:12Z
            exif:DateTimeOriginal='2024-05-06T12:11:12Z' exif:OffsetTimeOriginal='+02:00'       | 2024-05-06T12:11:12Z
            exif:DateTimeOriginal='2024-05-06T12:11:12' exif:OffsetTimeDigitized='+02:00'       |
            photoshop:DateCreated='2024-05-06T12:11:12' exif:OffsetTimeOriginal='+02:00'        | 2024-05-06T10:11:12Z
            exif:DateTimeDigitized='2024-05-06T12:11:12' exif:OffsetTimeDigitized='+02:00'      | 2024-05-06T10:11:12Z
            xmp:CreateDate='2024-05-06T12:11:12' exifEX:OffsetTimeDigitized='+02:00'            | 2024-05-06T10:11:12Z
            """)
    void an_offset_may_stand_beside_the_time_in_xmp(String attributes, @Nullable Instant instant) throws Exception {
        CaptureTime time = read(JpegWithXmp.of(attributes));
        assertThat(time.instant()).isEqualTo(Optional.ofNullable(instant));
        time.offset().ifPresent(offset -> assertThat(offset.source()).isEqualTo(Source.EXIF));
    }
}
