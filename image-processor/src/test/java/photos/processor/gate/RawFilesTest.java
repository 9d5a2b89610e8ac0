package photos.processor.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import photos.ledger.Reason;

/// Cameras' raw files are refused: what would decode in them is a preview.
class RawFilesTest {
    @TempDir
    private Path directory;

    private Inspection inspect(byte[] file) throws Exception {
        return new Gate(GateLimits.withBudget(64 << 20)).inspect(Files.write(directory.resolve("file"), file));
    }

    private void refused(byte[] file, String format) throws Exception {
        assertThat(inspect(file)).isInstanceOfSatisfying(Inspection.Refused.class, refused -> {
            assertThat(refused.failure().reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT);
            assertThat(refused.failure().message())
                    .isEqualTo("a camera's raw file (" + format + "): its picture is not developed here");
        });
    }

    /// A grey TIFF of 2x2 pixels with three more tags.
    private static byte[] tiff(String make, int subfileType, int lastTag) {
        int[][] entries = {
            {254, 4, subfileType},
            {256, 3, 2},
            {257, 3, 2},
            {258, 3, 8},
            {259, 3, 1},
            {262, 3, 1},
            {273, 4, 200},
            {277, 3, 1},
            {278, 3, 2},
            {279, 4, 4},
            {lastTag, 4, 220}
        };
        ByteBuffer tiff = ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) (entries.length + 1));
        for (int[] entry : entries) {
            if (entry[0] == 273) {
                tiff.putShort((short) 271)
                        .putShort((short) 2)
                        .putInt(make.length())
                        .putInt(240);
            }
            tiff.putShort((short) entry[0]).putShort((short) entry[1]).putInt(1).putInt(entry[2]);
        }
        tiff.put(240, make.getBytes(ISO_8859_1));
        return tiff.array();
    }

    @Test
    void a_tiff_that_begins_with_a_preview_is_its_makers_raw_file() throws Exception {
        refused(tiff("NIKON CORPORATION\0", 1, 330), "nef");
        refused(tiff("SONY\0", 1, 330), "arw");
        refused(tiff("Google\0", 0, 0xC612), "dng");
        assertThat(inspect(tiff("NIKON CORPORATION\0", 0, 330))).isInstanceOf(Inspection.Admitted.class);
        assertThat(inspect(tiff("somebody\0", 1, 330))).isInstanceOf(Inspection.Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IIRO", "IIRS", "MMOR"})
    void olympus_is_known_by_its_first_bytes(String magic) throws Exception {
        refused((magic + "\0".repeat(40)).getBytes(ISO_8859_1), "orf");
    }

    @Test
    void canon_panasonic_and_fujifilm_are_known_by_their_first_bytes() throws Exception {
        refused("II*\0\u0010\0\0\0CR\2\0\0\0\0\0\0\0\0\0\0\0".getBytes(ISO_8859_1), "cr2");
        refused("IIU\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".getBytes(ISO_8859_1), "rw2");
        refused("FUJIFILMCCD-RAW 0201FF129502X-T4".getBytes(ISO_8859_1), "raf");
        refused("\0\0\0\u0018ftypcrx \0\0\0\1crx isom".getBytes(ISO_8859_1), "cr3");
    }
}
