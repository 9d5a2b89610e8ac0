package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static photos.ingest.metadata.JpegWithExif.EXIF;
import static photos.ingest.metadata.JpegWithExif.GPS;
import static photos.ingest.metadata.JpegWithExif.IFD0;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import photos.image.Dimensions;
import photos.ledger.Attributes;
import photos.ledger.CaptureTime;
import photos.ledger.Exposure;
import photos.ledger.InvalidQuery;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.PhotoSummary;
import photos.ledger.Position;
import photos.ledger.QueryText;
import photos.ledger.RawTags;
import photos.outage.Unavailable;
import photos.storage.Generation;
import photos.storage.ObjectKey;
import photos.storage.ObjectMoved;

final class MetadataReaderTest {
    private static final int DATE_TIME_ORIGINAL = 0x9003;
    private static final int DATE_TIME_DIGITIZED = 0x9004;
    private static final int MODIFIED = 0x0132;

    private static PhotoMetadata read(JpegWithExif jpeg) throws ObjectMoved {
        return new MetadataReader().read(new CountedBytes(jpeg.bytes()));
    }

    private static JpegWithExif photo() {
        return new JpegWithExif();
    }

    @Test
    void tells_who_took_the_photo_and_how() throws Exception {
        PhotoMetadata photo = read(photo().text(IFD0, 0x010F, "NIKON CORPORATION")
                .text(IFD0, 0x0110, "NIKON D800")
                .number(IFD0, 0x0112, 6)
                .rationals(EXIF, 0x829A, 1, 250)
                .rationals(EXIF, 0x829D, 28, 10)
                .number(EXIF, 0x8827, 400)
                .rationals(EXIF, 0x920A, 50, 1)
                .number(EXIF, 0xA405, 75)
                .number(EXIF, 0x9209, 1)
                .text(EXIF, 0xA434, "50mm f/1.8"));
        assertThat(photo.camera().name()).contains("Nikon D800");
        assertThat(photo.camera().lens()).contains("50mm f/1.8");
        assertThat(photo.exposure().time()).contains("1/250");
        assertThat(photo.exposure().fNumber()).contains(2.8);
        assertThat(photo.exposure().iso()).contains(400);
        assertThat(photo.exposure().focalLength()).contains(50.0);
        assertThat(photo.exposure().focalLength35()).contains(75);
        assertThat(photo.exposure().flash()).contains(true);
        assertThat(photo.picture().orElseThrow().stored()).isEqualTo(new Dimensions(40, 30));
        assertThat(photo.picture().orElseThrow().upright()).isEqualTo(new Dimensions(30, 40));
        assertThat(photo.tags().directories().get("Exif IFD0")).containsEntry("Make", "NIKON CORPORATION");
        assertThat(photo.errors()).isEmpty();
    }

    @Test
    void zero_is_unknown_and_blanks_are_absent() throws Exception {
        PhotoMetadata photo = read(photo().text(IFD0, 0x010F, "    ")
                .rationals(EXIF, 0x829A, 0, 1)
                .rationals(EXIF, 0x829D, 0, 0)
                .number(EXIF, 0x8827, 0)
                .rationals(EXIF, 0x920A, 0, 10)
                .text(EXIF, 0xA434, "----"));
        assertThat(photo.camera().make()).isEmpty();
        assertThat(photo.camera().lens()).isEmpty();
        assertThat(photo.exposure().seconds()).isEmpty();
        assertThat(photo.exposure().fNumber()).isEmpty();
        assertThat(photo.exposure().iso()).isEmpty();
        assertThat(photo.exposure().focalLength()).isEmpty();
        assertThat(photo.exposure().flash()).isEmpty();
    }

    @Test
    void a_number_that_no_photo_has_is_absent_and_named() throws Exception {
        PhotoMetadata photo = read(photo().real(EXIF, 0x829A, 1e-200)
                .real(EXIF, 0x829D, 1e300)
                .real(EXIF, 0x920A, Double.POSITIVE_INFINITY)
                .text(GPS, 1, "N")
                .real(GPS, 2, 1e-200)
                .text(GPS, 3, "E")
                .real(GPS, 4, 8.5)
                .real(GPS, 6, -1e300));
        assertThat(photo.exposure()).isEqualTo(Exposure.UNKNOWN);
        assertThat(photo.position()).isEmpty();
        assertThat(photo.altitude()).isEmpty();
        assertThat(photo.errors())
                .contains(
                        "Exposure Time is too large or too small a number",
                        "F-Number is too large or too small a number",
                        "Focal Length is too large or too small a number",
                        "GPS Latitude is too large or too small a number",
                        "GPS Altitude is too large or too small a number");
    }

    @Test
    void an_endless_lens_costs_no_camera() throws Exception {
        PhotoMetadata photo = read(photo().text(IFD0, 0x0110, "NIKON D800")
                .reals(EXIF, 0xA432, 24, Float.POSITIVE_INFINITY, 2.8f, Float.NaN));
        assertThat(photo.camera().name()).contains("Nikon D800");
        assertThat(photo.camera().lens()).contains("24mm f/2.8");
    }

    @Test
    void takes_the_clock_as_written_with_its_offset() throws Exception {
        CaptureTime time = read(photo().text(EXIF, DATE_TIME_ORIGINAL, "2024:02:29 23:59:58")
                        .text(EXIF, 0x9291, "05")
                        .text(EXIF, 0x9011, "-03:30"))
                .captureTime()
                .orElseThrow();
        assertThat(time.wallClock()).isEqualTo(LocalDateTime.parse("2024-02-29T23:59:58.05"));
        assertThat(time.subSeconds()).isEqualTo(2);
        assertThat(time.instant()).contains(Instant.parse("2024-03-01T03:29:58.05Z"));
        assertThat(time.offset().orElseThrow().source()).isEqualTo(CaptureTime.Source.EXIF);
    }

    @Test
    void takes_the_offset_from_gps_where_the_clock_differs_plausibly() throws Exception {
        JpegWithExif photo = photo().text(EXIF, DATE_TIME_ORIGINAL, "2018:04:28 21:23:12")
                .text(GPS, 0x1D, "2018:04:29")
                .rationals(GPS, 7, 1, 1, 22, 1, 57, 1);
        CaptureTime time = read(photo).captureTime().orElseThrow();
        assertThat(time.offset()).contains(new CaptureTime.Offset(ZoneOffset.ofHours(-4), CaptureTime.Source.GPS));
        photo.rationals(GPS, 7, 1, 1, 30, 1, 57, 1);
        assertThat(read(photo).captureTime().orElseThrow().offset()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            14:17:00, ''
            13:58:30, +02:00
            12:15:00, ''
            15:28:10, +03:30
            17:45:00, +05:45
            17:15:00, ''
            20:45:00, +08:45
            14:03:00, ''
            """)
    void only_an_offset_that_some_place_has_is_taken_from_gps_at_noon(String clock, String offset) throws Exception {
        PhotoMetadata photo = read(photo().text(EXIF, DATE_TIME_ORIGINAL, "2018:04:28 " + clock)
                .text(GPS, 0x1D, "2018:04:28")
                .rationals(GPS, 7, 12, 1, 0, 1, 0, 1));
        assertThat(photo.captureTime().orElseThrow().offset())
                .isEqualTo(Optional.of(offset)
                        .filter(o -> !o.isEmpty())
                        .map(o -> new CaptureTime.Offset(ZoneOffset.of(o), CaptureTime.Source.GPS)));
    }

    @Test
    void falls_back_to_the_time_of_digitising_but_never_of_changing() throws Exception {
        JpegWithExif photo = photo().text(IFD0, MODIFIED, "2020:01:01 00:00:00");
        assertThat(read(photo).captureTime()).isEmpty();
        photo.text(EXIF, DATE_TIME_DIGITIZED, "2019:01:01 00:00:00");
        assertThat(read(photo).captureTime().orElseThrow().wallClock())
                .isEqualTo(LocalDateTime.parse("2019-01-01T00:00:00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000:00:00 00:00:00",
                "    :  :     :  :  ",
                "2021:13:01 10:00:00",
                "2021:02:30 10:00:00",
                "2021:02:03 25:00:00",
                "yesterday",
                "                   ",
                ""
            })
    void an_impossible_date_is_absent_and_named(String date) throws Exception {
        PhotoMetadata photo = read(photo().text(EXIF, DATE_TIME_ORIGINAL, date));
        assertThat(photo.captureTime()).isEmpty();
        assertThat(photo.errors()).singleElement().asString().startsWith("DateTimeOriginal is no date");
    }

    @Test
    void takes_the_position_with_its_signs() throws Exception {
        JpegWithExif photo = at(33, 30, 36, 151, 12, 18).octet(GPS, 5, 1).rationals(GPS, 6, 25, 2);
        PhotoMetadata read = read(photo);
        Position position = read.position().orElseThrow();
        assertThat(position.latitude()).isEqualTo(-33.51, within(1e-9));
        assertThat(position.longitude()).isEqualTo(-151.205, within(1e-9));
        assertThat(read.altitude()).contains(-12.5);
    }

    @Test
    void a_sign_before_the_degrees_holds_for_minutes_and_seconds_too() throws Exception {
        JpegWithExif photo = photo().text(GPS, 1, "S")
                .signedRationals(GPS, 2, -33, 1, 51, 1, 30, 1)
                .signedRationals(GPS, 4, 0, 1, -30, 1, 36, 1);
        Position position = read(photo).position().orElseThrow();
        assertThat(position.latitude()).isEqualTo(-33.858333, within(1e-6));
        assertThat(position.longitude()).isEqualTo(-0.51, within(1e-9));
    }

    /// EXIF 3.0 measures from the ellipsoid by 0 and 1, and from the sea by 2 and 3; EXIF 2 from the sea by 0 and 1.
    @ParameterizedTest
    @CsvSource({"0, 12.5", "1, -12.5", "2, 12.5", "3, -12.5"})
    void an_altitude_is_above_or_below_whatever_it_is_measured_from(int reference, double metres) throws Exception {
        assertThat(read(photo().octet(GPS, 5, reference).rationals(GPS, 6, 25, 2))
                        .altitude())
                .contains(metres);
    }

    @Test
    void keeps_an_altitude_that_has_no_position() throws Exception {
        PhotoMetadata read = read(photo().octet(GPS, 5, 0).rationals(GPS, 6, 4759, 100));
        assertThat(read.position()).isEmpty();
        assertThat(read.altitude()).contains(47.59);
        assertThat(read(at(0, 0, 0, 0, 0, 0).rationals(GPS, 6, 0, 1)).altitude())
                .isEmpty();
        assertThat(read(at(33, 0, 0, 10, 0, 0).rationals(GPS, 6, 0, 1)).altitude())
                .contains(0.0);
    }

    @Test
    void an_altitude_that_is_no_number_is_absent_and_named() throws Exception {
        for (JpegWithExif photo : List.of(
                photo().rationals(GPS, 6, 0, 0), photo().rationals(GPS, 6, 1, 0), photo().real(GPS, 6, Double.NaN))) {
            PhotoMetadata read = read(photo);
            assertThat(read.altitude()).isEmpty();
            assertThat(read.errors()).containsExactly("the altitude is no number");
        }
        assertThat(read(at(33, 0, 0, 10, 0, 0)).altitude()).isEmpty();
        assertThat(read(at(33, 0, 0, 10, 0, 0)).errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/0", "1/0", "high"})
    void an_altitude_in_xmp_that_is_no_number_is_absent_and_named(String written) throws Exception {
        PhotoMetadata read =
                new MetadataReader().read(new CountedBytes(JpegWithXmp.of("exif:GPSAltitude='" + written + "'")));
        assertThat(read.altitude()).isEmpty();
        assertThat(read.errors()).containsExactly("XMP's exif:GPSAltitude is no number");
    }

    @Test
    void no_fix_is_no_position() throws Exception {
        PhotoMetadata zero = read(at(0, 0, 0, 0, 0, 0));
        assertThat(zero.position()).isEmpty();
        assertThat(zero.errors()).containsExactly("the position 0, 0 is taken for none");
        PhotoMetadata north = read(at(91, 0, 0, 10, 0, 0));
        assertThat(north.position()).isEmpty();
        assertThat(north.errors()).containsExactly("the position is nowhere on earth");
        PhotoMetadata east = read(at(10, 0, 0, 181, 0, 0));
        assertThat(east.position()).isEmpty();
        assertThat(east.errors()).containsExactly("the position is nowhere on earth");
        PhotoMetadata undefined = read(at(10, 0, 0, 10, 0, 0).rationals(GPS, 2, 0, 0, 0, 0, 0, 0));
        assertThat(undefined.position()).isEmpty();
        assertThat(undefined.errors()).containsExactly("the latitude is no number");
    }

    private static JpegWithExif at(int... degrees) {
        return photo().text(GPS, 1, "S")
                .rationals(GPS, 2, degrees[0], 1, degrees[1], 1, degrees[2], 1)
                .text(GPS, 3, "W")
                .rationals(GPS, 4, degrees[3], 1, degrees[4], 1, degrees[5], 1);
    }

    @Test
    void reads_texts_in_utf_8_and_in_western_european() throws Exception {
        String utf8 = new String("Bjørn".getBytes(UTF_8), ISO_8859_1);
        PhotoMetadata photo = read(
                photo().text(IFD0, 0x013B, utf8).text(IFD0, 0x8298, "© Bjørn").text(IFD0, 0x010E, " a\u0007b\r\n c  "));
        assertThat(photo.description().artist()).contains("Bjørn");
        assertThat(photo.description().copyright()).contains("© Bjørn");
        assertThat(photo.description().description()).contains("ab c");
    }

    @Test
    void a_text_is_shown_in_the_order_of_its_letters() throws Exception {
        String written = "a\u202Eb\u202A\u202B\u202C\u202D\u2066c\u2067\u2068\u2069d\u2028e\u2029\u2029f\u0085g";
        assertThat(read(photo().utf8(IFD0, 0x010E, written)).description().description())
                .contains("abcd e f g");
        // What languages and pictures of several signs need.
        String joined = "می\u200Cخواهم \u200Eabc\u200F 👩\u200D🚀";
        assertThat(read(photo().utf8(IFD0, 0x010E, joined)).description().description())
                .contains(joined);
    }

    @Test
    void texts_of_exif_3_in_utf_8_are_read_and_cost_nothing_else() throws Exception {
        PhotoMetadata photo = read(at(33, 30, 36, 151, 12, 18)
                .utf8(IFD0, 0x010E, "Fjære, 東京")
                .utf8(IFD0, 0x010F, "Canon")
                .utf8(IFD0, 0x0110, "EOS R5")
                .utf8(IFD0, 0x0131, "x")
                .utf8(IFD0, 0x013B, "Bjørn\0and more")
                .utf8(IFD0, 0x8298, "© Bjørn\0Åse")
                .text(EXIF, DATE_TIME_ORIGINAL, "2024:02:29 23:59:58")
                .rationals(EXIF, 0x829A, 1, 250));
        assertThat(photo.camera().name()).contains("Canon EOS R5");
        assertThat(photo.description().description()).contains("Fjære, 東京");
        assertThat(photo.description().artist()).contains("Bjørn");
        assertThat(photo.description().copyright()).contains("© Bjørn; Åse");
        assertThat(photo.tags().directories().get("Exif IFD0")).containsEntry("Software", "x");
        assertThat(photo.captureTime()).isPresent();
        assertThat(photo.exposure().time()).contains("1/250");
        assertThat(photo.position()).isPresent();
        assertThat(photo.errors()).isEmpty();
    }

    @Test
    void a_long_text_in_utf_8_is_none_but_costs_nothing_else() throws Exception {
        PhotoMetadata photo = read(photo().utf8(IFD0, 0x010E, "x").text(IFD0, 0x010F, "Canon"), 0x010E, 70_000);
        assertThat(photo.camera().make()).contains("Canon");
        assertThat(photo.description().description()).isEmpty();
    }

    /// @param count how long the text of a tag says it is
    private static PhotoMetadata read(JpegWithExif jpeg, int tag, int count) throws ObjectMoved {
        ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(jpeg.bytes(), 100_000));
        int entry = 20;
        while (bytes.getShort(entry) != tag) {
            entry += 2;
        }
        bytes.putInt(entry + 4, count);
        return new MetadataReader().read(new CountedBytes(bytes.array()));
    }

    @Test
    void the_photographers_and_the_editors_copyright_are_both_read() throws Exception {
        assertThat(copyright("Ann\0Editor Inc")).contains("Ann; Editor Inc");
        assertThat(copyright(" \0Editor Inc")).contains("Editor Inc");
        assertThat(copyright("Ann \0\0\0")).contains("Ann");
        assertThat(copyright("© Bjørn")).contains("© Bjørn");
        assertThat(copyright(" \0 ")).isEmpty();
    }

    private static Optional<String> copyright(String text) throws Exception {
        return read(photo().text(IFD0, 0x8298, text)).description().copyright();
    }

    @Test
    void a_telephones_fractions_are_the_numbers_that_people_ask_for() throws Exception {
        PhotoMetadata photo =
                read(photo().rationals(EXIF, 0x829D, 1244236, 699009).rationals(EXIF, 0x920A, 251773, 36701));
        assertThat(photo.exposure().fNumber()).contains(1.78);
        assertThat(photo.exposure().focalLength()).contains(6.86);
        assertThat(photo.tags().directories().get("Exif SubIFD")).containsEntry("F-Number", "1244236/699009");
        assertThat(isFound(photo, Map.of("f", "1.78", "focal", "6.86"))).isTrue();
        assertThat(isFound(photo, Map.of("f", "1.78-2.8", "focal", "6-6.86"))).isTrue();
        assertThat(isFound(photo, Map.of("f", "1.8"))).isFalse();
        assertThat(read(photo().rationals(EXIF, 0x829D, 1, 1000)).exposure().fNumber())
                .isEmpty();
    }

    private static boolean isFound(PhotoMetadata photo, Map<String, String> asked) throws InvalidQuery {
        Original original = new Original("bucket", new Generation.Version("1"), "etag", 1, Instant.EPOCH);
        PhotoSummary row = new PhotoSummary(new ObjectKey("uploads/a.jpg"), Attributes.of(original, photo));
        return QueryText.parse(asked).matches(row);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1234, 1, 1234
            7205, 1, 7205
            243, 2, 121.5
            2, 1, 2
            4, 3, 1.3
            135, 100, 1.4
            10, 13, 0.769
            1, 3, 1/3
            """)
    void a_long_exposure_is_told_to_a_tenth_of_a_second(int numerator, int denominator, String text) throws Exception {
        assertThat(read(photo().rationals(EXIF, 0x829A, numerator, denominator))
                        .exposure()
                        .time())
                .contains(text);
    }

    @Test
    void cuts_long_texts() throws Exception {
        PhotoMetadata photo = read(photo().text(IFD0, 0x010E, "x".repeat(5_000)));
        assertThat(photo.description().description().orElseThrow()).hasSize(2_000);
    }

    @Test
    void of_a_raw_tag_that_is_too_long_the_beginning_is_kept() throws Exception {
        RawTags tags = read(photo().text(IFD0, 0x010F, "Canon").text(IFD0, 0x010E, "x".repeat(5_000)))
                .tags();
        assertThat(tags.directories().get("Exif IFD0"))
                .containsEntry("Make", "Canon")
                .containsEntry("Image Description", "x".repeat(1_000));
        assertThat(tags.truncated()).isTrue();
        assertThat(read(photo().text(IFD0, 0x010F, "Canon")).tags().truncated()).isFalse();
    }

    @Test
    void a_raw_tag_of_many_numbers_is_left_out_and_that_is_said() throws Exception {
        RawTags tags = read(photo().text(IFD0, 0x010F, "Canon").undefined(EXIF, 0x9999, new byte[2_000]))
                .tags();
        assertThat(tags.directories()).containsOnlyKeys("Exif IFD0");
        assertThat(tags.truncated()).isTrue();
    }

    @Test
    void every_cut_of_a_photo_is_answered() throws Exception {
        byte[] whole = at(33, 30, 36, 151, 12, 18).text(IFD0, 0x010F, "Canon").bytes();
        for (int length = 0; length < whole.length; length++) {
            PhotoMetadata read = new MetadataReader().read(new CountedBytes(Arrays.copyOf(whole, length)));
            assertThat(read.picture().isPresent() || !read.errors().isEmpty()).isTrue();
        }
    }

    @Test
    void a_photo_that_has_moved_is_not_a_broken_photo() {
        ObjectMoved moved = new ObjectMoved(new ObjectKey("uploads/a.tif"), new Generation.Version("1"));
        OriginalBytes original = new MovingTiff(() -> {
            throw moved;
        });
        assertThatThrownBy(() -> new MetadataReader().read(original)).isSameAs(moved);
    }

    @Test
    void an_absent_store_is_not_a_broken_photo() {
        Unavailable absent = new Unavailable("S3 does not answer");
        OriginalBytes original = new MovingTiff(() -> {
            throw absent;
        });
        assertThatThrownBy(() -> new MetadataReader().read(original)).isSameAs(absent);
    }

    @Test
    void of_a_large_photo_little_is_read() throws Exception {
        byte[] photo = photo().text(IFD0, 0x010F, "Canon").bytes();
        byte[] large = Arrays.copyOf(photo, 20 * 1024 * 1024);
        CountedBytes bytes = new CountedBytes(large);
        assertThat(new MetadataReader().read(bytes).camera().make()).contains("Canon");
        assertThat(bytes.bytesRead()).isEqualTo(LazyBytes.FIRST_CHUNK);
    }
}
