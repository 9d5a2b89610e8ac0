package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static photos.ingest.metadata.HeifFile.PRIMARY;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import photos.image.Dimensions;
import photos.ledger.PhotoMetadata;

/// Which items of a HEIF file are metadata of its picture, and where they lie.
final class HeifItemsTest {
    private static final int THUMBNAIL = 2;
    private static final int TILE = 3;
    private static final int GROUP = 9;
    private static final String RDF = "application/rdf+xml";
    private static final String OTHERS_ONLY =
            "all EXIF of the file is said to describe other pictures than the one it shows, and is not read";

    private static PhotoMetadata read(HeifFile file) throws Exception {
        PhotoMetadata read = new MetadataReader().read(new CountedBytes(file.bytes()));
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(40, 30));
        return read;
    }

    /// EXIF whose camera is called so, by three letters.
    private static byte[] camera(String model) {
        return ByteBuffer.allocate(26)
                .put("MM\0*".getBytes(ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0110)
                .putShort((short) 2)
                .putInt(4)
                .put(model.getBytes(ISO_8859_1))
                .array();
    }

    private static byte[] rating(int rating) {
        return XmpPacket.of("xmp:Rating='" + rating + "'");
    }

    @Test
    void metadata_that_describes_nothing_in_particular_describes_the_file() throws Exception {
        PhotoMetadata read = read(new HeifFile().exif(5, camera("X10")).mime(6, RDF, rating(4)));
        assertThat(read.errors()).isEmpty();
        assertThat(read.camera().model()).contains("X10");
        assertThat(read.description().rating()).contains(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void metadata_of_another_picture_is_not_taken_for_the_primary_ones(boolean wide) throws Exception {
        HeifFile file = wide ? new HeifFile().wide() : new HeifFile();
        PhotoMetadata read = read(file.picture(THUMBNAIL)
                .picture(TILE)
                .exif(5, camera("THU"), THUMBNAIL)
                .exif(6, camera("X10"), TILE, PRIMARY)
                .mime(7, RDF, rating(1), THUMBNAIL)
                .mime(8, RDF, rating(4), PRIMARY));
        assertThat(read.errors()).isEmpty();
        assertThat(read.camera().model()).contains("X10");
        assertThat(read.description().rating()).contains(4);
    }

    /// As iPhones write it: XMP of a depth map, and EXIF of the photo.
    @Test
    void xmp_of_an_auxiliary_picture_is_left_without_a_word() throws Exception {
        PhotoMetadata read = read(new HeifFile()
                .picture(THUMBNAIL)
                .mime(5, RDF, rating(1), THUMBNAIL)
                .exif(6, camera("X10"), PRIMARY));
        assertThat(read.errors()).isEmpty();
        assertThat(read.camera().model()).contains("X10");
        assertThat(read.description().rating()).isEmpty();
    }

    /// As a photo has it whose EXIF was taken out.
    @Test
    void nor_is_anything_said_where_there_is_no_exif() throws Exception {
        PhotoMetadata read = read(new HeifFile().picture(THUMBNAIL).mime(5, RDF, rating(1), THUMBNAIL));
        assertThat(read.errors()).isEmpty();
        assertThat(read.description().rating()).isEmpty();
    }

    @Test
    void what_says_that_it_describes_the_primary_picture_goes_first() throws Exception {
        PhotoMetadata read = read(new HeifFile().exif(5, camera("ANY")).exif(6, camera("X10"), PRIMARY));
        assertThat(read.camera().model()).contains("X10");
    }

    @ParameterizedTest
    @ValueSource(ints = {THUMBNAIL, TILE, GROUP})
    void metadata_of_others_alone_is_left_which_is_said(int other) throws Exception {
        PhotoMetadata read = read(new HeifFile()
                .picture(THUMBNAIL)
                .picture(TILE)
                .exif(5, camera("X10"), other)
                .mime(6, RDF, rating(4)));
        assertThat(read.errors()).containsExactly(OTHERS_ONLY);
        assertThat(read.camera().model()).isEmpty();
        assertThat(read.description().rating()).contains(4);
        assertThat(read.tags().truncated()).isTrue();
    }

    @Test
    void broken_references_do_not_cost_the_metadata() throws Exception {
        PhotoMetadata read = read(new HeifFile()
                .box(FileParts.box("iref", new byte[] {0, 0, 0, 0, 0, 0, 0, 99, 'c', 'd', 's', 'c'}))
                .exif(5, camera("X10")));
        assertThat(read.errors()).singleElement().asString().startsWith("cannot read what metadata describes");
        assertThat(read.camera().model()).contains("X10");
    }

    @Test
    void broken_items_do_not_cost_the_size() throws Exception {
        PhotoMetadata read = read(new HeifFile()
                .box(FileParts.box("iinf", new byte[] {0, 0, 0, 0, 0, 1, 0, 0, 0, 99, 'i', 'n', 'f', 'e'})));
        assertThat(read.errors()).singleElement().asString().startsWith("cannot read the items of metadata: box infe");
    }

    @Test
    void the_parts_of_an_item_are_joined_in_order() throws Exception {
        byte[] exif = HeifFile.exifItem(camera("X10"));
        byte[] xmp = rating(4);
        PhotoMetadata read = read(new HeifFile()
                .info(5, "Exif", "")
                .info(6, "mime", RDF)
                .at(5, 0, 0, Arrays.copyOf(exif, 7), Arrays.copyOfRange(exif, 7, 20), Arrays.copyOfRange(exif, 20, 30))
                .at(6, 1, 0, Arrays.copyOf(xmp, 100), Arrays.copyOfRange(xmp, 100, xmp.length)));
        assertThat(read.errors()).isEmpty();
        assertThat(read.camera().model()).contains("X10");
        assertThat(read.description().rating()).contains(4);
    }

    /// A length of 0 stands for all that there is (ISO/IEC 14496-12, 8.11.3).
    @Test
    void a_part_without_a_length_is_all_of_the_box() throws Exception {
        PhotoMetadata read =
                read(new HeifFile().info(5, "mime", RDF).at(5, 1, 0, rating(4)).withoutLengths());
        assertThat(read.errors()).isEmpty();
        assertThat(read.description().rating()).contains(4);
        PhotoMetadata inFile = read(new HeifFile().exif(5, camera("X10")).withoutLengths());
        assertThat(inFile.errors()).containsExactly("cannot read item 5: the file does not say how long it is");
        assertThat(inFile.tags().truncated()).isTrue();
    }

    @Test
    void all_parts_of_an_item_count_towards_its_limit() throws Exception {
        byte[] half = new byte[600_000];
        PhotoMetadata read = read(new HeifFile().info(5, "Exif", "").at(5, 0, 0, half, half));
        assertThat(read.errors())
                .containsExactly("cannot read item 5: it has 1200000 bytes, more than 1048576 are not read");
        byte[][] many = new byte[1_001][0];
        assertThat(read(new HeifFile().info(5, "Exif", "").at(5, 0, 0, many)).errors())
                .containsExactly("cannot read item 5: it has 1001 parts, more than 1000 are not read");
    }

    @ParameterizedTest
    @ValueSource(strings = {RDF, "Application/RDF+XML", RDF + "\0"})
    void xmp_is_known_by_its_content_type(String type) throws Exception {
        PhotoMetadata read = read(new HeifFile().mime(5, type, rating(4)));
        assertThat(read.errors()).isEmpty();
        assertThat(read.description().rating()).contains(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/xml", "image/jpeg", "application/rdf+xmlx"})
    void what_is_of_another_content_type_is_no_xmp(String type) throws Exception {
        PhotoMetadata read = read(new HeifFile().mime(5, type, rating(4)));
        assertThat(read.errors()).isEmpty();
        assertThat(read.description().rating()).isEmpty();
    }

    @Test
    void compressed_xmp_is_left_which_is_said() throws Exception {
        PhotoMetadata read = read(new HeifFile().mime(5, RDF + "\0deflate", rating(4)));
        assertThat(read.errors()).containsExactly("cannot read item 5: it is encoded as deflate, which is not read");
        assertThat(read.description().rating()).isEmpty();
    }

    @Test
    void metadata_within_another_item_is_left_which_is_said() throws Exception {
        PhotoMetadata read = read(new HeifFile().info(5, "Exif", "").at(5, 2, 0, HeifFile.exifItem(camera("X10"))));
        assertThat(read.errors())
                .containsExactly("cannot read item 5: it lies within another item, which is not looked at");
    }

    @Test
    void metadata_that_is_nowhere_is_missed() throws Exception {
        PhotoMetadata read = read(new HeifFile().info(5, "Exif", ""));
        assertThat(read.errors()).containsExactly("cannot read item 5: the file does not say where it lies");
    }

    private static byte[] dataInformation(int flags) {
        byte[] url = FileParts.box("url ", new byte[] {0, 0, 0, (byte) flags});
        return FileParts.box("dinf", FileParts.box("dref", FileParts.joined(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}, url)));
    }

    @Test
    void metadata_in_another_file_is_left_which_is_said() throws Exception {
        for (HeifFile file : new HeifFile[] {new HeifFile(), new HeifFile().box(dataInformation(0))}) {
            PhotoMetadata read = read(file.info(5, "Exif", "").at(5, 0, 1, HeifFile.exifItem(camera("X10"))));
            assertThat(read.errors()).containsExactly("cannot read item 5: it lies in another file");
            assertThat(read.camera().model()).isEmpty();
        }
    }

    @Test
    void a_file_that_refers_to_itself_is_not_another() throws Exception {
        PhotoMetadata read = read(new HeifFile()
                .box(dataInformation(1))
                .info(5, "Exif", "")
                .at(5, 0, 1, HeifFile.exifItem(camera("X10"))));
        assertThat(read.errors()).isEmpty();
        assertThat(read.camera().model()).contains("X10");
    }

    @Test
    void every_cut_of_a_file_is_answered() throws Exception {
        byte[] whole = new HeifFile()
                .box(dataInformation(1))
                .picture(THUMBNAIL)
                .exif(5, camera("X10"), PRIMARY)
                .mime(6, RDF + "\0gzip", rating(4), THUMBNAIL)
                .bytes();
        for (int length = 0; length < whole.length; length++) {
            PhotoMetadata read = new MetadataReader().read(new CountedBytes(Arrays.copyOf(whole, length)));
            assertThat(read.camera().model().isPresent() || !read.errors().isEmpty())
                    .as("cut to " + length)
                    .isTrue();
        }
    }
}
