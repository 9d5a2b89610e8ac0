package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static photos.ingest.metadata.FileParts.joined;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import photos.image.Dimensions;
import photos.ledger.PhotoMetadata;

/// GIFs, mostly animated ones, of which only a part is looked at; XMP stands before the pictures or behind them.
final class LargeGifsTest {
    private static final int KILOBYTE = 1024;
    private static final int MEGABYTE = KILOBYTE * KILOBYTE;
    private static final byte[] HEADER = {'G', 'I', 'F', '8', '9', 'a', 40, 0, 30, 0, 0, 0, 0};
    private static final byte[] END = {0x3B};

    /// Filled up with blanks.
    private static byte[] packet(int length) {
        byte[] packet = XmpPacket.of("xmp:Rating='3'");
        return joined(packet, " ".repeat(length - packet.length).getBytes(ISO_8859_1));
    }

    private static byte[] xmp(int length) {
        byte[] trailer = new byte[258];
        trailer[0] = 1;
        for (int i = 1; i < 257; i++) {
            trailer[i] = (byte) (256 - i);
        }
        byte[] start = {0x21, (byte) 0xFF, 11};
        return joined(start, "XMP DataXMP".getBytes(ISO_8859_1), packet(length), trailer);
    }

    /// A picture of at least this many bytes in full sub-blocks, which look like the header of XMP where they begin.
    private static byte[] picture(int bytes) {
        byte[] start = {0x2C, 0, 0, 0, 0, 40, 0, 30, 0, 0, 8};
        byte[] block = new byte[256];
        Arrays.fill(block, (byte) 7);
        block[0] = (byte) 255;
        System.arraycopy(
                joined(new byte[] {0x21, (byte) 0xFF, 11}, "XMP DataXMP".getBytes(ISO_8859_1)), 0, block, 1, 14);
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        picture.writeBytes(start);
        while (picture.size() < bytes) {
            picture.writeBytes(block);
        }
        picture.write(0);
        return picture.toByteArray();
    }

    private static void hasXmp(byte[] gif) throws Exception {
        PhotoMetadata read = new MetadataReader().read(new CountedBytes(gif));
        assertThat(read.errors()).isEmpty();
        assertThat(read.description().rating()).contains(3);
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(40, 30));
    }

    @Test
    void xmp_before_the_end_of_a_large_file_is_found_from_there() throws Exception {
        CountedBytes file = new CountedBytes(joined(HEADER, picture(3 * MEGABYTE), xmp(4 * KILOBYTE), END));
        PhotoMetadata read = new MetadataReader().read(file);
        assertThat(read.errors()).isEmpty();
        assertThat(read.description().rating()).contains(3);
        assertThat(file.bytesRead()).isLessThan(600 * KILOBYTE);
        assertThat(file.requests()).isLessThan(4);
    }

    @Test
    void xmp_that_is_longer_than_a_window_is_found_from_its_end() throws Exception {
        hasXmp(joined(HEADER, picture(3 * MEGABYTE), xmp(900 * KILOBYTE), END));
    }

    @Test
    void xmp_that_begins_in_front_is_read_to_its_end() throws Exception {
        hasXmp(joined(HEADER, picture(500 * KILOBYTE), xmp(300 * KILOBYTE), picture(2 * MEGABYTE), END));
        hasXmp(joined(HEADER, xmp(MEGABYTE), picture(KILOBYTE), END));
    }

    @Test
    void xmp_behind_the_first_window_is_found() throws Exception {
        hasXmp(joined(HEADER, picture(300 * KILOBYTE), xmp(KILOBYTE), picture(2 * MEGABYTE), END));
    }

    @Test
    void xmp_that_is_too_long_is_left_which_is_said() throws Exception {
        for (byte[] gif : new byte[][] {
            joined(HEADER, xmp(2 * MEGABYTE), picture(KILOBYTE), END),
            joined(HEADER, picture(MEGABYTE), xmp(2 * MEGABYTE), END)
        }) {
            CountedBytes file = new CountedBytes(gif);
            PhotoMetadata read = new MetadataReader().read(file);
            assertThat(read.errors()).containsExactly("XMP has more than 1048576 bytes, which are not read");
            assertThat(read.description().rating()).isEmpty();
            assertThat(read.tags().truncated()).isTrue();
            assertThat(file.bytesRead()).isLessThan(2L * MEGABYTE);
        }
    }

    @Test
    void comments_are_read_before_xmp_and_behind_it() throws Exception {
        byte[] comment = {0x21, (byte) 0xFE, 3, 's', 'e', 'a', 0};
        for (byte[] gif : new byte[][] {
            joined(HEADER, picture(100 * KILOBYTE), comment, picture(150 * KILOBYTE), xmp(KILOBYTE), END),
            joined(HEADER, xmp(KILOBYTE), picture(100 * KILOBYTE), comment, picture(150 * KILOBYTE), END)
        }) {
            hasXmp(gif);
            PhotoMetadata read = new MetadataReader().read(new CountedBytes(gif));
            assertThat(read.tags().directories().get("Text")).containsEntry("Comment", "sea");
            assertThat(read.tags().truncated()).isFalse();
        }
        byte[] large = joined(HEADER, xmp(KILOBYTE), picture(MEGABYTE), comment, END);
        assertThat(new MetadataReader().read(new CountedBytes(large)).tags().truncated())
                .isTrue();
    }

    /// In no list of sub-blocks, where decoders pass over it.
    @Test
    void a_stray_byte_between_blocks_does_not_cost_xmp_at_the_end() throws Exception {
        hasXmp(joined(HEADER, new byte[1], picture(3 * MEGABYTE), xmp(KILOBYTE), END));
        hasXmp(joined(HEADER, picture(KILOBYTE), new byte[1], xmp(KILOBYTE), END));
    }

    @Test
    void of_a_large_file_without_xmp_not_all_is_read_which_the_tags_say() throws Exception {
        CountedBytes file = new CountedBytes(joined(HEADER, picture(3 * MEGABYTE), END));
        PhotoMetadata read = new MetadataReader().read(file);
        assertThat(read.errors()).isEmpty();
        assertThat(read.tags().truncated()).isTrue();
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(40, 30));
        assertThat(file.bytesRead()).isLessThan((512 + 64 + 256) * KILOBYTE);
    }

    @Test
    void a_file_of_half_a_megabyte_is_read_to_its_end_once() throws Exception {
        CountedBytes file = new CountedBytes(joined(HEADER, picture(500 * KILOBYTE), END));
        PhotoMetadata read = new MetadataReader().read(file);
        assertThat(read.errors()).isEmpty();
        assertThat(read.tags().truncated()).isFalse();
        assertThat(file.bytesRead()).isEqualTo(file.size());
    }
}
