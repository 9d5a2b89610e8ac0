package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static photos.ingest.metadata.TiffBytes.OCTET;
import static photos.ingest.metadata.TiffBytes.UNDEFINED;
import static photos.ingest.metadata.TiffBytes.at;
import static photos.ingest.metadata.TiffBytes.longs;
import static photos.ingest.metadata.TiffBytes.number;
import static photos.ingest.metadata.TiffBytes.octets;
import static photos.ingest.metadata.TiffBytes.text;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import photos.ingest.metadata.TiffBytes.Entry;
import photos.ledger.PhotoMetadata;
import photos.ledger.RawTags;

/// What is too long or too much of EXIF is left out and costs nothing else; and the tags in the ledger say that
/// they are not all.
final class LeftOutTagsTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final int STRIP_OFFSETS = 0x0111;
    private static final int SUB_IFDS = 0x014A;
    private static final int EXIF = 0x8769;
    private static final int MAKER_NOTE = 0x927C;
    private static final int IMAGE_SOURCE_DATA = 0x935C;

    private static final Entry KEYWORDS = octets(0x9C9E, OCTET, "sea;sky\0".getBytes(UTF_16LE));

    private static PhotoMetadata read(byte[] bytes) throws Exception {
        return new MetadataReader().read(new CountedBytes(bytes));
    }

    /// As Photoshop saves the layers of a picture.
    @Test
    void a_long_value_costs_no_tag_behind_it() throws Exception {
        TiffBytes tiff = new TiffBytes();
        int layers = tiff.directory(octets(IMAGE_SOURCE_DATA, UNDEFINED, new byte[5 * MEGABYTE]));
        int exif = tiff.directory(
                text(0x9003, "2024:02:29 23:59:58"),
                octets(IMAGE_SOURCE_DATA, UNDEFINED, new byte[5 * MEGABYTE]),
                text(0xA434, "the lens"));
        PhotoMetadata read = read(tiff.picture(longs(SUB_IFDS, layers), longs(EXIF, exif), KEYWORDS));
        assertThat(read.errors()).isEmpty();
        assertThat(read.captureTime().orElseThrow().text()).isEqualTo("2024-02-29T23:59:58");
        assertThat(read.camera().lens()).contains("the lens");
        assertThat(read.description().keywords()).containsExactly("sea", "sky");
        assertThat(read.tags().truncated()).isTrue();
        assertThat(read(new TiffBytes().picture(KEYWORDS)).tags().truncated()).isFalse();
    }

    /// The library counts the bytes of a value in 32 bits, so that these are fewer than none.
    @Test
    void nor_does_one_of_more_than_two_gigabytes() throws Exception {
        int length = (int) 2_500_000_000L;
        byte[] head = new TiffBytes().picture(at(IMAGE_SOURCE_DATA, UNDEFINED, length, 1_000), KEYWORDS);
        PhotoMetadata read = new MetadataReader().read(new OriginalBytes() {
            @Override
            public long size() {
                return 3_000_000_000L;
            }

            @Override
            public byte[] read(long offset, int length) {
                return offset == 0 ? Arrays.copyOf(head, length) : new byte[length];
            }
        });
        assertThat(read.errors()).isEmpty();
        assertThat(read.description().keywords()).containsExactly("sea", "sky");
        assertThat(read.tags().truncated()).isTrue();
    }

    @Test
    void what_exceeds_the_room_for_values_is_named_once_and_shorter_ones_are_read() throws Exception {
        Entry[] values = IntStream.range(0, 80)
                .mapToObj(i -> octets(0x7000 + i, OCTET, new byte[60_000]))
                .toArray(Entry[]::new);
        TiffBytes tiff = new TiffBytes();
        int many = tiff.directory(values);
        PhotoMetadata read = read(tiff.picture(longs(SUB_IFDS, many), KEYWORDS));
        assertThat(read.errors())
                .containsExactly("EXIF has values of more than 4194304 bytes together, not all are read");
        assertThat(read.description().keywords()).containsExactly("sea", "sky");
        assertThat(read.tags().truncated()).isTrue();
    }

    @Test
    void notes_of_makers_end_somewhere_and_that_is_named_once() throws Exception {
        TiffBytes tiff = new TiffBytes();
        int inner = tiff.directory(number(0x0201, 1), number(0x0202, 1));
        for (int i = 0; i < 20; i++) {
            inner = tiff.directory(at(0x4000, UNDEFINED, 30, inner), number(0x4001, i));
        }
        byte[] outermost = TiffBytes.directory(new Entry[] {at(0x4000, UNDEFINED, 30, inner)}, new int[1]);
        byte[] note = ByteBuffer.allocate(8 + outermost.length)
                .put("OLYMP\0\1\0".getBytes(ISO_8859_1))
                .put(outermost)
                .array();
        int exif = tiff.directory(octets(MAKER_NOTE, UNDEFINED, note));
        PhotoMetadata read = read(tiff.picture(longs(EXIF, exif), KEYWORDS));
        assertThat(read.errors())
                .containsExactly("EXIF has directories of makers more than 16 deep, what is deeper is not read");
        assertThat(read.description().keywords()).containsExactly("sea", "sky");
        assertThat(read.tags().truncated()).isTrue();
    }

    @Test
    void notes_of_makers_may_be_too_long() throws Exception {
        TiffBytes tiff = new TiffBytes();
        int exif = tiff.directory(octets(MAKER_NOTE, UNDEFINED, new byte[MEGABYTE + 1]));
        PhotoMetadata read = read(tiff.picture(longs(EXIF, exif), KEYWORDS));
        assertThat(read.errors())
                .containsExactly("the maker's own notes have 1048577 bytes, more than 1048576 are not read");
        assertThat(read.description().keywords()).containsExactly("sea", "sky");
        assertThat(read.tags().truncated()).isTrue();
    }

    /// A property list that says it has 2^40 objects, after which none of its bytes is looked at.
    @Test
    void apples_run_time_is_kept_as_it_is() throws Exception {
        ByteBuffer note = ByteBuffer.allocate(84).put("Apple iOS\0\0\1MM".getBytes(ISO_8859_1));
        note.putShort((short) 2);
        note.putShort((short) 1).putShort((short) 9).putInt(1).putInt(14);
        note.putShort((short) 3).putShort((short) 7).putInt(40).putInt(44);
        note.position(44).put("bplist00".getBytes(ISO_8859_1)).position(60).putLong(1L << 40);
        TiffBytes tiff = new TiffBytes();
        int exif = tiff.directory(octets(MAKER_NOTE, UNDEFINED, note.array()));
        PhotoMetadata read = read(tiff.picture(text(0x010F, "Apple"), longs(EXIF, exif)));
        assertThat(read.tags().directories().get("Apple Makernote"))
                .containsValue("14")
                .hasEntrySatisfying("Run Time", bytes -> assertThat(bytes).startsWith("98 112 108 105 115 116 48 48"));
        assertThat(read.tags().truncated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 20_000})
    void where_the_picture_lies_is_no_metadata(int strips) throws Exception {
        int[] offsets = new int[strips];
        PhotoMetadata read = read(new TiffBytes().picture(longs(STRIP_OFFSETS, offsets), KEYWORDS));
        assertThat(read.errors()).isEmpty();
        assertThat(read.tags().truncated()).isFalse();
        assertThat(read(new TiffBytes().picture(longs(0x7000, offsets))).tags().truncated())
                .isTrue();
    }

    /// As raw files have them: some pictures, and what EXIF has of its own.
    @Test
    void what_a_second_directory_says_otherwise_is_kept_under_a_name_of_its_own() throws Exception {
        TiffBytes tiff = new TiffBytes();
        int preview = tiff.directory(number(0x0100, 160), number(0x0101, 120), number(0x0103, 7));
        int picture = tiff.directory(number(0x0100, 6000), number(0x0101, 4000), number(0x0103, 7));
        int again = tiff.directory(number(0x0100, 160), number(0x0101, 120), number(0x0103, 7));
        int exif = tiff.directory(text(0xA434, "the lens"), longs(0x0101, 3));
        Map<String, Map<String, String>> tags = read(tiff.picture(
                        longs(SUB_IFDS, preview, picture, again), longs(EXIF, exif)))
                .tags()
                .directories();
        assertThat(tags).containsOnlyKeys("Exif IFD0", "Exif SubIFD", "Exif SubIFD (2)", "Exif SubIFD (4)");
        assertThat(tags.get("Exif SubIFD"))
                .containsEntry("Image Width", "160")
                .containsEntry("Image Height", "120")
                .containsEntry("Compression", "7")
                .containsEntry("Lens Model", "the lens");
        assertThat(tags.get("Exif SubIFD (2)"))
                .containsOnly(Map.entry("Image Width", "6000"), Map.entry("Image Height", "4000"));
        assertThat(tags.get("Exif SubIFD (4)")).containsOnly(Map.entry("Image Height", "3"));
    }

    /// EXIF and TIFF/EP have given the same name to tags of their own.
    @Test
    void the_second_of_two_tags_with_one_name_is_kept_under_its_number_too() throws Exception {
        RawTags alike = withResolutions(300, 300);
        assertThat(alike.directories().get("Exif SubIFD")).containsOnly(Map.entry("Focal Plane X Resolution", "300"));
        RawTags tags = withResolutions(300, 600);
        assertThat(tags.directories()).containsOnlyKeys("Exif IFD0", "Exif SubIFD");
        assertThat(tags.directories().get("Exif SubIFD"))
                .containsOnly(
                        Map.entry("Focal Plane X Resolution", "300"),
                        Map.entry("Focal Plane X Resolution (0xa20e)", "600"));
        assertThat(tags.truncated()).isFalse();
    }

    private static RawTags withResolutions(int first, int second) throws Exception {
        TiffBytes tiff = new TiffBytes();
        int exif = tiff.directory(number(0x920E, first), number(0xA20E, second));
        return read(tiff.picture(longs(EXIF, exif))).tags();
    }

    @Test
    void every_picture_of_a_chain_has_a_directory_of_its_own() throws Exception {
        TiffBytes tiff = new TiffBytes();
        int[] chain = IntStream.rangeClosed(1, 4)
                .map(i -> tiff.directory(number(0x0100, 40 * i), number(0x0101, 30)))
                .toArray();
        PhotoMetadata read = read(tiff.file(chain));
        assertThat(read.errors()).isEmpty();
        Map<String, Map<String, String>> tags = read.tags().directories();
        assertThat(tags).containsOnlyKeys("Exif IFD0", "Exif Thumbnail", "Exif Thumbnail (2)", "Exif Thumbnail (3)");
        assertThat(tags.get("Exif IFD0")).containsEntry("Image Width", "40");
        assertThat(tags.get("Exif Thumbnail")).containsEntry("Image Width", "80");
        assertThat(tags.get("Exif Thumbnail (2)")).containsOnly(Map.entry("Image Width", "120"));
        assertThat(tags.get("Exif Thumbnail (3)")).containsOnly(Map.entry("Image Width", "160"));
    }

    @Test
    void pictures_beyond_the_last_of_a_chain_that_is_read_are_left_out() throws Exception {
        assertThat(withChain(65).tags().truncated()).isFalse();
        PhotoMetadata read = withChain(66);
        assertThat(read.errors()).containsExactly("EXIF has more than 64 chained directories, the others are not read");
        assertThat(read.tags().truncated()).isTrue();
    }

    private static PhotoMetadata withChain(int directories) throws Exception {
        TiffBytes tiff = new TiffBytes();
        return read(tiff.file(IntStream.range(0, directories)
                .map(i -> tiff.directory(number(0x0100, 40), number(0x0101, 30 + i)))
                .toArray()));
    }

    @Test
    void what_ends_the_reading_leaves_out_the_rest() throws Exception {
        PhotoMetadata manyTags = read(HostileMetadata.entries(0x7000, TiffBytes.SHORT, 1));
        assertThat(manyTags.errors()).contains("cannot read the file's structure: it has more than 20000 tags");
        assertThat(manyTags.tags().truncated()).isTrue();
        PhotoMetadata longLists = read(HostileMetadata.entries(0x7000, TiffBytes.LONG, 150_000));
        assertThat(longLists.errors()).contains("cannot read the file's structure: it lists more than 4000000 values");
        assertThat(longLists.tags().truncated()).isTrue();
    }

    /// XMP has tags in the ledger, a profile has only its name there.
    @Test
    void a_block_that_is_too_long_is_left_out_too_unless_it_has_no_tags() throws Exception {
        PhotoMetadata xmp = read(new TiffBytes().picture(octets(0x02BC, OCTET, new byte[MEGABYTE + 1])));
        assertThat(xmp.errors()).containsExactly("XMP has 1048577 bytes, more than 1048576 are not read");
        assertThat(xmp.tags().truncated()).isTrue();
        PhotoMetadata profile = read(new TiffBytes().picture(octets(0x8773, UNDEFINED, new byte[5 * MEGABYTE])));
        assertThat(profile.errors())
                .containsExactly("the ICC profile has 5242880 bytes, more than 4194304 are not read");
        assertThat(profile.tags().truncated()).isFalse();
    }

    @Test
    void of_two_texts_with_one_name_the_first_stays_and_that_is_said() throws Exception {
        assertThat(withTexts("Comment\0a", "Comment\0a", "Title\0b").truncated())
                .isFalse();
        RawTags tags = withTexts("Comment\0a", "Comment\0b");
        assertThat(tags.directories().get("Text")).containsOnly(Map.entry("Comment", "a"));
        assertThat(tags.truncated()).isTrue();
    }

    @Test
    void more_texts_than_are_read_and_longer_ones_are_left_out() throws Exception {
        String[] texts =
                IntStream.range(0, 51).mapToObj(i -> "Text " + i + "\0a").toArray(String[]::new);
        assertThat(withTexts(texts).truncated()).isTrue();
        assertThat(withTexts(Arrays.copyOf(texts, 50)).truncated()).isFalse();
        assertThat(withTexts("Comment\0" + "a".repeat(5 * MEGABYTE)).truncated())
                .isTrue();
    }

    private static RawTags withTexts(String... texts) throws Exception {
        ByteBuffer png = ByteBuffer.allocate(6 * MEGABYTE).putLong(0x89504E470D0A1A0AL);
        png.putInt(13).put("IHDR".getBytes(ISO_8859_1)).putInt(40).putInt(30).position(33);
        for (String text : texts) {
            png.putInt(text.length()).put(("tEXt" + text).getBytes(ISO_8859_1)).putInt(0);
        }
        png.putInt(0).put("IEND".getBytes(ISO_8859_1)).putInt(0);
        return read(Arrays.copyOf(png.array(), png.position())).tags();
    }

    @Test
    void of_two_packets_of_xmp_the_first_counts_and_that_is_said() throws Exception {
        assertThat(withRatings(4, 4).truncated()).isFalse();
        RawTags tags = withRatings(4, 5);
        assertThat(tags.directories()).containsOnlyKeys("Exif IFD0", "XMP");
        assertThat(tags.directories().get("XMP")).containsOnly(Map.entry("xmp:Rating", "4"));
        assertThat(tags.truncated()).isTrue();
    }

    private static RawTags withRatings(int first, int second) throws Exception {
        TiffBytes tiff = new TiffBytes();
        int another = tiff.directory(octets(0x02BC, OCTET, xmp(second)));
        return read(tiff.picture(octets(0x02BC, OCTET, xmp(first)), longs(SUB_IFDS, another)))
                .tags();
    }

    private static byte[] xmp(int rating) {
        return XmpPacket.of("xmp:Rating='" + rating + "'");
    }

    @Test
    void directories_beyond_the_last_that_is_read_are_left_out() throws Exception {
        TiffBytes tiff = new TiffBytes();
        int[] pictures = IntStream.range(0, 65)
                .map(_ -> tiff.directory(number(0x0103, 7)))
                .toArray();
        PhotoMetadata read = read(tiff.picture(longs(SUB_IFDS, pictures)));
        assertThat(read.errors()).containsExactly("EXIF has more than 64 directories, the others are not read");
        assertThat(read.tags().truncated()).isTrue();
    }
}
