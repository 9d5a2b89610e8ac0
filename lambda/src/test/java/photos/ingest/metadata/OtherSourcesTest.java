package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static photos.ingest.metadata.JpegWithExif.EXIF;
import static photos.ingest.metadata.JpegWithExif.IFD0;

import com.adobe.internal.xmp.XMPMetaFactory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import photos.image.Dimensions;
import photos.ledger.PhotoMetadata;
import photos.ledger.Position;

/// What is read where EXIF says nothing: XMP, IPTC, Windows' tags; and which of them goes first.
final class OtherSourcesTest {
    private static PhotoMetadata read(byte[] bytes) throws Exception {
        return new MetadataReader().read(new CountedBytes(bytes));
    }

    private static byte[] segment(int marker, String name, byte[] data) {
        ByteBuffer segment = ByteBuffer.allocate(4 + name.length() + data.length);
        segment.put((byte) 0xFF).put((byte) marker).putShort((short) (2 + name.length() + data.length));
        segment.put(name.getBytes(ISO_8859_1)).put(data);
        return segment.array();
    }

    /// A JPEG with these segments before anything else it has.
    private static byte[] jpeg(byte[] rest, byte[]... segments) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
        for (byte[] segment : segments) {
            file.writeBytes(segment);
        }
        file.writeBytes(rest);
        return file.toByteArray();
    }

    private static byte[] withXmp(byte[] packet) {
        return jpeg(JpegWithExif.frameAndScan(), segment(0xE1, "http://ns.adobe.com/xap/1.0/\0", packet));
    }

    private static byte[] record(int number, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ByteBuffer.allocate(5 + bytes.length)
                .put(new byte[] {0x1C, 2, (byte) number})
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] resource(int id, byte[] data) {
        ByteBuffer resource = ByteBuffer.allocate(12 + data.length + data.length % 2);
        resource.put("8BIM".getBytes(ISO_8859_1))
                .putShort((short) id)
                .putShort((short) 0)
                .putInt(data.length);
        resource.put(data);
        return resource.array();
    }

    private static byte[] photoshop(byte[]... resources) {
        return segment(0xED, "Photoshop 3.0\0", joined(resources));
    }

    @Test
    void every_field_is_read_from_xmp() throws Exception {
        PhotoMetadata read = read(withXmp(XmpPacket.of(
                "tiff:Make='NIKON CORPORATION' tiff:Model='NIKON D800' aux:Lens='50mm f/1.8' exif:ExposureTime='1/250'"
                        + " exif:FNumber='28/10' exif:FocalLength='50/1' exif:FocalLengthIn35mmFilm='75'"
                        + " exif:DateTimeOriginal='2024-02-29T23:59:58.05+01:00' exif:GPSLatitude='33,30.6S'"
                        + " exif:GPSLongitude='151,12,18E' exif:GPSAltitude='25/2' exif:GPSAltitudeRef='1'"
                        + " xmp:Rating='4'",
                "<exif:ISOSpeedRatings><rdf:Seq><rdf:li>400</rdf:li></rdf:Seq></exif:ISOSpeedRatings>"
                        + "<exif:Flash rdf:parseType='Resource'><exif:Fired>True</exif:Fired></exif:Flash>"
                        + "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>A title</rdf:li></rdf:Alt></dc:title>"
                        + "<dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>sky</rdf:li></rdf:Bag></dc:subject>")));
        assertThat(read.camera().name()).contains("Nikon D800");
        assertThat(read.camera().lens()).contains("50mm f/1.8");
        assertThat(read.exposure().time()).contains("1/250");
        assertThat(read.exposure().fNumber()).contains(2.8);
        assertThat(read.exposure().iso()).contains(400);
        assertThat(read.exposure().focalLength()).contains(50.0);
        assertThat(read.exposure().focalLength35()).contains(75);
        assertThat(read.exposure().flash()).contains(true);
        assertThat(read.captureTime().orElseThrow().instant()).contains(Instant.parse("2024-02-29T22:59:58.05Z"));
        assertThat(read.position().orElseThrow().latitude()).isEqualTo(-33.51, within(1e-9));
        assertThat(read.position().orElseThrow().longitude()).isEqualTo(151.205, within(1e-9));
        assertThat(read.altitude()).contains(-12.5);
        assertThat(read.description().title()).contains("A title");
        assertThat(read.description().keywords()).containsExactly("sea", "sky");
        assertThat(read.description().rating()).contains(4);
        assertThat(read.errors()).isEmpty();
    }

    private static byte[] extension(String digest, byte[] packet, int from, int to) {
        ByteBuffer part = ByteBuffer.allocate(40 + to - from);
        part.put(digest.getBytes(ISO_8859_1)).putInt(packet.length).putInt(from).put(packet, from, to - from);
        return segment(0xE1, "http://ns.adobe.com/xmp/extension/\0", part.array());
    }

    @Test
    void xmp_that_is_too_long_for_a_segment_of_a_jpeg_is_put_together() throws Exception {
        String digest = "0123456789ABCDEF".repeat(2);
        byte[] main = segment(
                0xE1,
                "http://ns.adobe.com/xap/1.0/\0",
                XmpPacket.of(
                        "xmlns:n='http://ns.adobe.com/xmp/note/' n:HasExtendedXMP='" + digest + "' xmp:Rating='4'"));
        byte[] packet = XmpPacket.of("tiff:Model='X10' xmp:Rating='1'");
        byte[] first = extension(digest, packet, 0, 100);
        byte[] second = extension(digest, packet, 100, packet.length);
        byte[] other = extension("F".repeat(32), XmpPacket.of("tiff:Model='another'"), 0, 50);

        PhotoMetadata whole = read(jpeg(JpegWithExif.frameAndScan(), main, other, second, first));
        assertThat(whole.camera().model()).contains("X10");
        assertThat(whole.description().rating()).contains(4);
        assertThat(whole.errors()).isEmpty();

        PhotoMetadata part = read(jpeg(JpegWithExif.frameAndScan(), main, second));
        assertThat(part.camera().model()).isEmpty();
        assertThat(part.description().rating()).contains(4);
        assertThat(part.errors()).containsExactly("of XMP that is continued in other segments, some are missing");

        byte[] long1 = new byte[2_000_000];
        PhotoMetadata tooLong = read(jpeg(JpegWithExif.frameAndScan(), main, extension(digest, long1, 0, 100)));
        assertThat(tooLong.errors()).containsExactly("XMP has 2000000 bytes, more than 1048576 are not read");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            91,0.0N       | 10,0.0E
            10,0.0N       | 181,0.0E
            0,0.0N        | 0,0.0E
            10.5          | 20.5
            47,22.6N      | 200,32.5E
            +91.5         | -20.5
            north         | east
            """)
    void what_is_no_position_in_xmp_is_absent_and_named(String latitude, String longitude) throws Exception {
        PhotoMetadata read = read(
                withXmp(XmpPacket.of("exif:GPSLatitude='" + latitude + "' exif:GPSLongitude='" + longitude + "'")));
        assertThat(read.position()).isEmpty();
        assertThat(read.errors()).isNotEmpty();
        // People see the errors who may not see where a photo was taken.
        assertThat(read.errors().toString().replace("0, 0", ""))
                .doesNotContainPattern("\\d")
                .doesNotContain("north", "east");
    }

    @Test
    void a_coordinate_with_its_sign_is_one_in_xmp_too() throws Exception {
        PhotoMetadata read = read(withXmp(XmpPacket.of("exif:GPSLatitude='-33.51' exif:GPSLongitude='+151.205'")));
        assertThat(read.position()).contains(new Position(-33.51, 151.205));
        assertThat(read.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"52, 0, 0", "52, -3/1, -3", "52, 3/1, 3", "0, 0/1, ", "0, 12/1, 12"})
    void an_altitude_in_xmp_follows_the_rule_of_exif(String north, String metres, @Nullable Double altitude)
            throws Exception {
        PhotoMetadata read = read(withXmp(XmpPacket.of(
                "exif:GPSLatitude='" + north + ",0N' exif:GPSLongitude='0,0E' exif:GPSAltitude='" + metres + "'", "")));
        assertThat(read.altitude()).isEqualTo(Optional.ofNullable(altitude));
    }

    @ParameterizedTest
    @CsvSource({"-1, ", "0, ", "99, ", "2, 2", "3.0, 3", "unrated, 4", "'', 4"})
    void a_rating_in_xmp_goes_before_that_of_windows(String written, @Nullable Integer rating) throws Exception {
        byte[] packet = segment(0xE1, "http://ns.adobe.com/xap/1.0/\0", XmpPacket.of("xmp:Rating='" + written + "'"));
        byte[] photo = new JpegWithExif().number(IFD0, 0x4746, 4).bytes();
        PhotoMetadata read = read(jpeg(Arrays.copyOfRange(photo, 2, photo.length), packet));
        assertThat(read.description().rating()).isEqualTo(Optional.ofNullable(rating));
    }

    @Test
    void all_artists_are_read() throws Exception {
        String list = "<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li><rdf:li>Bob</rdf:li></rdf:Seq></dc:creator>";
        assertThat(read(withXmp(XmpPacket.of("", list))).description().artist()).contains("Ann; Bob");
        assertThat(read(withXmp(XmpPacket.of("dc:creator='Ann'"))).description().artist())
                .contains("Ann");
        assertThat(artist(joined(record(80, "Ann"), record(80, "Bob")))).isEqualTo("Ann; Bob");
    }

    @Test
    void namespaces_are_forgotten_with_their_photo() throws Exception {
        StringBuilder namespaces = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            namespaces
                    .append(" xmlns:n")
                    .append(i)
                    .append("='urn:")
                    .append(i)
                    .append("' n")
                    .append(i)
                    .append(":a='1'");
        }
        read(withXmp(XmpPacket.of("xmp:Rating='1'")));
        Map<?, ?> before = XMPMetaFactory.getSchemaRegistry().getNamespaces();
        PhotoMetadata read = read(withXmp(XmpPacket.of(namespaces.toString())));
        assertThat(read.tags().directories().get("XMP")).containsEntry("n199:a", "1");
        Map<?, ?> after = XMPMetaFactory.getSchemaRegistry().getNamespaces();
        assertThat(after.keySet()).isEqualTo(before.keySet());
    }

    @Test
    void a_prefix_is_that_of_the_photo_whatever_others_are_read_at_the_same_time() throws Exception {
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PhotoMetadata>> photos = IntStream.range(0, 200)
                    .mapToObj(i -> readers.submit(
                            () -> read(withXmp(XmpPacket.of("xmlns:my='urn:" + i + "' my:a='" + i + "'")))))
                    .toList();
            for (int i = 0; i < 200; i++) {
                assertThat(photos.get(i).get().tags().directories().get("XMP")).containsEntry("my:a", "" + i);
            }
        }
    }

    @Test
    void exif_with_the_preamble_of_a_jpeg_is_read_in_a_png() throws Exception {
        byte[] photo = new JpegWithExif().text(IFD0, 0x010F, "Canon").bytes();
        byte[] segment = Arrays.copyOfRange(photo, 6, 4 + ByteBuffer.wrap(photo).getShort(4));
        String digits = HexFormat.of().formatHex(segment);
        byte[] profile = ("Raw profile type exif\0\nexif\n" + segment.length + "\n" + digits).getBytes(ISO_8859_1);
        assertThat(read(png("eXIf", segment)).camera().make()).contains("Canon");
        assertThat(read(png("eXIf", Arrays.copyOfRange(segment, 6, segment.length)))
                        .camera()
                        .make())
                .contains("Canon");
        assertThat(read(png("tEXt", profile)).camera().make()).contains("Canon");
        assertThat(read(webp(segment)).camera().make()).contains("Canon");
    }

    private static byte[] png(String type, byte[] data) {
        ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12 + data.length + 12);
        png.putLong(0x89504E470D0A1A0AL);
        png.putInt(13).put("IHDR".getBytes(ISO_8859_1)).putInt(40).putInt(30).position(33);
        png.putInt(data.length).put(type.getBytes(ISO_8859_1)).put(data).putInt(0);
        png.putInt(0).put("IEND".getBytes(ISO_8859_1));
        return png.array();
    }

    private static byte[] webp(byte[] exif) {
        ByteBuffer webp = ByteBuffer.allocate(12 + 18 + 8 + exif.length).order(ByteOrder.LITTLE_ENDIAN);
        webp.put("RIFF".getBytes(ISO_8859_1)).putInt(webp.limit() - 8).put("WEBP".getBytes(ISO_8859_1));
        webp.put("VP8X".getBytes(ISO_8859_1)).putInt(10).position(30);
        webp.put("EXIF".getBytes(ISO_8859_1)).putInt(exif.length).put(exif);
        return webp.array();
    }

    @Test
    void zero_is_unknown_in_xmp_too() throws Exception {
        PhotoMetadata read = read(withXmp(XmpPacket.of(
                "exif:ExposureTime='0/0' exif:FNumber='0/1' exif:FocalLength='x' exif:GPSAltitude='1/0'")));
        assertThat(read.exposure().seconds()).isEmpty();
        assertThat(read.exposure().fNumber()).isEmpty();
        assertThat(read.exposure().focalLength()).isEmpty();
        assertThat(read.altitude()).isEmpty();
    }

    @Test
    void a_day_alone_is_no_time() throws Exception {
        PhotoMetadata read = read(withXmp(XmpPacket.of("photoshop:DateCreated='2024-02-29'")));
        assertThat(read.captureTime()).isEmpty();
        assertThat(read.errors()).containsExactly("XMP's photoshop:DateCreated has a day but no time: \"2024-02-29\"");
    }

    @Test
    void a_blank_date_is_none_and_named() throws Exception {
        byte[] packet = segment(
                0xE1, "http://ns.adobe.com/xap/1.0/\0", XmpPacket.of("exif:DateTimeOriginal='  ' xmp:Rating='1'"));
        byte[] iptc = photoshop(resource(0x0404, record(55, "        ")));
        PhotoMetadata read = read(jpeg(JpegWithExif.frameAndScan(), packet, iptc));
        assertThat(read.captureTime()).isEmpty();
        assertThat(read.errors())
                .containsExactly("XMP's exif:DateTimeOriginal is no date: \"\"", "IPTC's DateCreated is no date: \"\"");
    }

    @Test
    void the_time_is_read_from_iptc_last_of_all() throws Exception {
        byte[] iptc = joined(record(55, "20240229"), record(60, "235958+0130"));
        PhotoMetadata read = read(jpeg(JpegWithExif.frameAndScan(), photoshop(resource(0x0404, iptc))));
        assertThat(read.captureTime().orElseThrow().wallClock()).isEqualTo(LocalDateTime.parse("2024-02-29T23:59:58"));
        assertThat(read.captureTime().orElseThrow().instant()).contains(Instant.parse("2024-02-29T22:29:58Z"));
    }

    @Test
    void an_offset_of_no_place_is_absent_and_named() throws Exception {
        PhotoMetadata read = read(new JpegWithExif()
                .text(EXIF, 0x9003, "2024:02:29 23:59:58")
                .text(EXIF, 0x9011, "+25:00")
                .bytes());
        assertThat(read.captureTime().orElseThrow().offset()).isEmpty();
        assertThat(read.errors()).containsExactly("no place on earth has the offset +25:00");
    }

    @Test
    void xmp_goes_before_iptc_unless_iptc_was_changed_after_it() throws Exception {
        byte[] packet = segment(
                0xE1,
                "http://ns.adobe.com/xap/1.0/\0",
                XmpPacket.of(
                        "",
                        "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>of XMP</rdf:li></rdf:Alt></dc:description>"));
        byte[] iptc = record(120, "of IPTC");
        byte[] digest = MessageDigest.getInstance("MD5").digest(iptc);
        byte[] none = new byte[16];
        byte[] other = Arrays.copyOf(new byte[] {1}, 16);
        assertThat(described(packet, iptc, digest)).isEqualTo("of XMP");
        assertThat(described(packet, iptc, none)).isEqualTo("of XMP");
        assertThat(described(packet, iptc, other)).isEqualTo("of IPTC");
    }

    @Test
    void photoshops_resources_go_on_from_segment_to_segment() throws Exception {
        byte[] path = resource(0x07D0, new byte[70_000]);
        byte[] iptc = resource(0x0404, joined(record(120, "a caption"), record(25, "sea")));
        PhotoMetadata behind = read(jpeg(JpegWithExif.frameAndScan(), segments(joined(path, iptc))));
        assertThat(behind.description().description()).contains("a caption");
        assertThat(behind.description().keywords()).containsExactly("sea");
        assertThat(behind.errors()).isEmpty();

        byte[] huge = resource(0x07D0, new byte[1_100_000]);
        PhotoMetadata before = read(jpeg(JpegWithExif.frameAndScan(), segments(joined(iptc, huge))));
        assertThat(before.description().description()).contains("a caption");
        assertThat(before.errors())
                .containsExactly(
                        "Photoshop's resources have more than 1048576 bytes, the others are not read",
                        "cannot read Photoshop's resources: resource 2000 says it has 1100000 bytes, 1048530 are left");
    }

    @Test
    void that_iptc_was_changed_holds_whatever_comes_after_it() throws Exception {
        byte[] packet = segment(0xE1, "http://ns.adobe.com/xap/1.0/\0", XmpPacket.of("dc:description='of XMP'"));
        byte[] changed = joined(
                resource(0x0404, record(120, "of IPTC")),
                resource(0x0425, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}));
        byte[] path = resource(0x07D0, new byte[70_000]);
        byte[] broken = Arrays.copyOf(path, 100);
        byte[] another = photoshop(resource(0x0404, record(120, "of another")));
        assertThat(described(packet, segments(joined(changed, path)))).isEqualTo("of IPTC");
        assertThat(described(packet, photoshop(changed, broken))).isEqualTo("of IPTC");
        assertThat(described(packet, joined(photoshop(changed), another))).isEqualTo("of IPTC");
    }

    @Test
    void a_resource_of_odd_length_may_lack_the_byte_that_makes_it_even() throws Exception {
        byte[] odd = resource(0x0404, record(120, "odd!"));
        byte[] unpadded = photoshop(Arrays.copyOf(odd, odd.length - 1));
        byte[] second = photoshop(resource(0x0404, record(80, "somebody")));
        PhotoMetadata read = read(jpeg(JpegWithExif.frameAndScan(), unpadded, second));
        assertThat(read.description().description()).contains("odd!");
        assertThat(read.description().artist()).contains("somebody");
        assertThat(read.errors()).isEmpty();
    }

    /// As many segments as are needed, each full.
    private static byte[] segments(byte[] resources) {
        ByteArrayOutputStream segments = new ByteArrayOutputStream();
        for (int from = 0; from < resources.length; from += 65_000) {
            segments.writeBytes(
                    photoshop(Arrays.copyOfRange(resources, from, Math.min(resources.length, from + 65_000))));
        }
        return segments.toByteArray();
    }

    private static String described(byte[] packet, byte[] resources) throws Exception {
        return read(jpeg(JpegWithExif.frameAndScan(), packet, resources))
                .description()
                .description()
                .orElseThrow();
    }

    private static String described(byte[] packet, byte[] iptc, byte[] digest) throws Exception {
        return described(packet, photoshop(resource(0x0404, iptc), resource(0x0425, digest)));
    }

    @Test
    void iptc_in_utf_8_and_in_western_european() throws Exception {
        byte[] utf8 = joined(new byte[] {0x1C, 1, 90, 0, 3, 0x1B, '%', 'G'}, record(80, "Bjørn 東京"));
        assertThat(artist(utf8)).isEqualTo("Bjørn 東京");
        byte[] latin = joined(new byte[] {0x1C, 2, 80, 0, 5}, "Bj\u00f8rn".getBytes(ISO_8859_1));
        assertThat(artist(latin)).isEqualTo("Bjørn");
    }

    private static String artist(byte[] iptc) throws Exception {
        return read(jpeg(JpegWithExif.frameAndScan(), photoshop(resource(0x0404, iptc))))
                .description()
                .artist()
                .orElseThrow();
    }

    @Test
    void windows_tags_are_utf_16_and_go_last() throws Exception {
        PhotoMetadata read = read(new JpegWithExif()
                .octets(IFD0, 0x9C9B, "Ünïcödé 東京\0".getBytes(UTF_16LE))
                .octets(IFD0, 0x9C9C, "a comment\0".getBytes(UTF_16LE))
                .octets(IFD0, 0x9C9D, "somebody\0".getBytes(UTF_16LE))
                .octets(IFD0, 0x9C9E, "sea; sky;\0".getBytes(UTF_16LE))
                .text(IFD0, 0x013B, "the artist")
                .bytes());
        assertThat(read.description().title()).contains("Ünïcödé 東京");
        assertThat(read.description().description()).contains("a comment");
        assertThat(read.description().artist()).contains("the artist");
        assertThat(read.description().keywords()).containsExactly("sea", "sky");
        assertThat(read.tags().directories().get("Exif IFD0")).containsValue("Ünïcödé 東京");
    }

    @Test
    void a_users_comment_is_a_raw_tag_in_any_encoding() throws Exception {
        assertThat(comment(joined("ASCII\0\0\0".getBytes(ISO_8859_1), "plain".getBytes(UTF_8))))
                .isEqualTo("plain");
        assertThat(comment(joined("UNICODE\0".getBytes(ISO_8859_1), "große".getBytes(UTF_16LE))))
                .isEqualTo("große");
        assertThat(comment(joined("UNICODE\0".getBytes(ISO_8859_1), "große".getBytes(UTF_16BE))))
                .isEqualTo("große");
        assertThat(comment(joined(new byte[8], "Bj\u00f8rn".getBytes(ISO_8859_1))))
                .isEqualTo("Bjørn");
    }

    private static String comment(byte[] bytes) throws Exception {
        PhotoMetadata read =
                read(new JpegWithExif().undefined(EXIF, 0x9286, bytes).bytes());
        return read.tags().directories().getOrDefault("Exif SubIFD", Map.of()).getOrDefault("User Comment", "none");
    }

    @Test
    void a_lens_without_a_name_is_named_by_its_numbers() throws Exception {
        JpegWithExif photo = new JpegWithExif().rationals(EXIF, 0xA432, 70, 1, 200, 1, 28, 10, 28, 10);
        assertThat(read(photo.bytes()).camera().lens()).contains("70-200mm f/2.8");
        photo.text(EXIF, 0xA434, "EF70-200mm f/2.8L USM");
        assertThat(read(photo.bytes()).camera().lens()).contains("EF70-200mm f/2.8L USM");
    }

    @Test
    void a_lens_is_named_by_the_makers_own_notes_at_last() throws Exception {
        ByteBuffer note = ByteBuffer.allocate(18 + 20);
        note.putShort((short) 1)
                .putShort((short) 0x95)
                .putShort((short) 2)
                .putInt(20)
                .putInt(0);
        // Canon's offsets count from the start of EXIF, so the text lies where the test's EXIF block has room for it.
        JpegWithExif photo = new JpegWithExif().text(IFD0, 0x010F, "Canon").undefined(EXIF, 0x927C, note.array());
        byte[] bytes = photo.bytes();
        int start = indexOf(bytes, note.array());
        int tiff = indexOf(bytes, "MM\0*".getBytes(ISO_8859_1));
        ByteBuffer.wrap(bytes).putInt(start + 10, start + 18 - tiff);
        byte[] name = "EF50mm f/1.8 STM\0".getBytes(ISO_8859_1);
        System.arraycopy(name, 0, bytes, start + 18, name.length);
        assertThat(read(bytes).camera().lens()).contains("EF50mm f/1.8 STM");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return new String(bytes, ISO_8859_1).indexOf(new String(part, ISO_8859_1));
    }

    @Test
    void xmp_of_a_gif_is_read() throws Exception {
        byte[] packet = XmpPacket.of("xmp:Rating='3'");
        byte[] trailer = new byte[258];
        trailer[0] = 1;
        for (int i = 1; i < 257; i++) {
            trailer[i] = (byte) (256 - i);
        }
        byte[] gif = joined(
                "GIF89a".getBytes(ISO_8859_1),
                new byte[] {40, 0, 30, 0, (byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1}, // with a colour table of two
                new byte[] {0x21, (byte) 0xF9, 4, 0, 0, 0, 0, 0},
                new byte[] {0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0},
                new byte[] {0x21, (byte) 0xFF, 11},
                "XMP DataXMP".getBytes(ISO_8859_1),
                packet,
                trailer,
                new byte[] {0x3B});
        PhotoMetadata read = read(gif);
        assertThat(read.description().rating()).contains(3);
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(40, 30));
        assertThat(read.errors()).isEmpty();
    }
}
