package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import photos.image.Dimensions;
import photos.ledger.PhotoMetadata;

/// PNGs whose picture is large, which may have metadata behind it.
final class LargePngsTest {
    private static final int MEGABYTE = 1024 * 1024;

    private static final byte[] CAMERA = {
        'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x10, 0, 2, 0, 0, 0, 4, 'X', '1', '0', 0, 0, 0, 0, 0
    };

    private static byte[] png(int pieces, int pieceLength, byte[]... behind) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        file.writeBytes(chunk("IHDR", new byte[] {0, 0, 0, 40, 0, 0, 0, 30, 8, 0, 0, 0, 0}));
        byte[] piece = chunk("IDAT", new byte[pieceLength]);
        for (int i = 0; i < pieces; i++) {
            file.writeBytes(piece);
        }
        for (byte[] chunk : behind) {
            file.writeBytes(chunk);
        }
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(type.getBytes(ISO_8859_1))
                .put(data)
                .array();
    }

    private static byte[] text(int length) {
        return ("Title\0" + "x".repeat(length)).getBytes(ISO_8859_1);
    }

    @Test
    void metadata_behind_many_small_pieces_is_found_from_the_end() throws Exception {
        CountedBytes file = new CountedBytes(png(5_000, 8_192, chunk("eXIf", CAMERA), chunk("tEXt", text(10))));
        PhotoMetadata read = new MetadataReader().read(file);
        assertThat(read.errors()).isEmpty();
        assertThat(read.camera().model()).contains("X10");
        assertThat(read.description().title()).contains("x".repeat(10));
        assertThat(file.bytesRead()).isLessThan(MEGABYTE);
        assertThat(file.requests()).isLessThan(5);
    }

    @Test
    void metadata_behind_a_few_large_pieces_is_found_too() throws Exception {
        CountedBytes file = new CountedBytes(png(4, 10 * MEGABYTE, chunk("eXIf", CAMERA)));
        PhotoMetadata read = new MetadataReader().read(file);
        assertThat(read.errors()).isEmpty();
        assertThat(read.camera().model()).contains("X10");
        assertThat(file.bytesRead()).isLessThan(2 * MEGABYTE);
    }

    /// What looks like a picture's end, in a chunk that is not for anybody here, is none.
    @Test
    void a_small_png_behind_a_large_one_is_not_taken_for_its_end() throws Exception {
        byte[] inner = png(1, 10);
        byte[] file = png(500, 8_192, chunk("eXIf", CAMERA), chunk("abCd", inner), chunk("tEXt", text(10)));
        PhotoMetadata read = new MetadataReader().read(new CountedBytes(file));
        assertThat(read.errors()).isEmpty();
        assertThat(read.camera().model()).contains("X10");
        assertThat(read.description().title()).contains("x".repeat(10));
    }

    @Test
    void what_is_too_far_behind_a_large_picture_is_left_which_is_said() throws Exception {
        CountedBytes file = new CountedBytes(png(5_000, 8_192, chunk("tEXt", text(MEGABYTE))));
        PhotoMetadata read = new MetadataReader().read(file);
        assertThat(read.errors())
                .containsExactly(
                        "the end of the picture is too far away: what may stand behind it in the PNG file is not read");
        assertThat(read.picture().orElseThrow().stored()).isEqualTo(new Dimensions(40, 30));
        assertThat(file.bytesRead()).isLessThan(17L * MEGABYTE);
    }
}
