package photos.processor.gate;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.ledger.Reason;

/// How much of a file the gate reads, in pieces of 64 KB, whatever the file says.
class GateEffortTest {
    private static final GateLimits LIMITS = GateLimits.withBudget(1L << 30);
    private static final int DIRECTORY = 8;
    private static final int TABLE = 128;

    private static final byte[] START = {(byte) 0xFF, (byte) 0xD8};
    private static final short APP0 = (short) 0xFFE0;
    /// Baseline, of one pixel.
    private static final byte[] FRAME = {(byte) 0xFF, (byte) 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0};

    @TempDir
    private Path directory;

    private final AtomicInteger pieces = new AtomicInteger();

    private Inspection inspect(byte[] file) throws IOException {
        return new Gate(LIMITS)
                .inspect(Files.write(directory.resolve("file"), file), Demand.USUAL, pieces::incrementAndGet);
    }

    private void refused(Reason reason, byte[] file) throws IOException {
        Refusals.assertRefused(reason, inspect(file));
    }

    @Test
    void whoever_asks_for_it_may_end_it_before_any_piece() {
        assertThatThrownBy(() -> new Gate(LIMITS)
                        .inspect(Files.write(directory.resolve("file"), new byte[9]), Demand.USUAL, () -> {
                            throw new CancellationException("time is up");
                        }))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void a_jpeg_in_a_tiff_has_few_segments_before_its_frame() throws IOException {
        ByteBuffer segments = ByteBuffer.allocate(400_002).put(START);
        while (segments.hasRemaining()) {
            segments.putShort(APP0).putShort((short) 2);
        }
        refused(Reason.CORRUPT, tiff(100, 4_000, 0, segments));
        assertThat(pieces).hasValueLessThan(50);
    }

    @Test
    void of_a_tiff_no_more_strips_are_looked_at_than_the_picture_has() throws IOException {
        ByteBuffer pictures = ByteBuffer.allocate(4_000 * 1_000);
        for (int at = 0; at < pictures.limit(); at += 1_000) {
            pictures.position(at).put(START).put(FRAME);
        }
        assertThat(inspect(tiff(100, 4_000, 1_000, pictures))).isInstanceOf(Inspection.Admitted.class);
        assertThat(pieces).hasValueLessThan(20);
    }

    @Test
    void a_file_that_leads_to_and_fro_is_not_followed_for_ever() throws IOException {
        ByteBuffer far = ByteBuffer.allocate(90 * 65_537 + 2 + FRAME.length).put(START);
        for (int i = 0; i < 90; i++) {
            far.putShort(APP0).putShort((short) 65_535).position(far.position() + 65_533);
        }
        refused(Reason.TOO_COSTLY, tiff(15_000, 15_000, 0, far.put(FRAME)));
        assertThat(pieces).hasValueLessThan(20_000);
    }

    /// Grey, 16 pixels wide, in strips of one row, each a JPEG.
    ///
    /// @param strips as the file declares them
    /// @param step from where one strip begins in the data to where the next does
    private static byte[] tiff(int rows, int strips, int step, ByteBuffer data) {
        int[][] entries = {
            {256, 1, 16}, {257, 1, rows}, {258, 1, 8}, {259, 1, 7}, {262, 1, 1}, {273, strips, TABLE}, {278, 1, 1}
        };
        int start = TABLE + 4 * strips;
        ByteBuffer tiff = ByteBuffer.allocate(start + data.limit()).order(LITTLE_ENDIAN);
        tiff.put(new byte[] {'I', 'I', 42, 0}).putInt(DIRECTORY).putShort((short) entries.length);
        for (int[] entry : entries) {
            tiff.putShort((short) entry[0]).putShort((short) 4).putInt(entry[1]).putInt(entry[2]);
        }
        tiff.position(TABLE);
        for (int i = 0; i < strips; i++) {
            tiff.putInt(start + i * step);
        }
        return tiff.put(data.rewind()).array();
    }
}
