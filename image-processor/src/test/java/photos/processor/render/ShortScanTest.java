package photos.processor.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.image.Orientation;
import photos.ledger.Reason;
import photos.processor.gate.Gate;
import photos.processor.gate.GateLimits;
import photos.processor.gate.Inspection;
import photos.processor.preset.Presets;

/// JPEGs that end as they should, with too few bits before.
class ShortScanTest {
    private static final GateLimits LIMITS = GateLimits.withBudget(1L << 26);
    private static final byte[] START = {(byte) 0xFF, (byte) 0xD8};
    private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

    @TempDir
    private Path directory;

    /// Grey. Each block takes two bits, which is as few as there can be: one for a mean like that of the block before,
    /// one for the end of the block.
    private static byte[] flat(int width, int height, byte[] data) {
        ByteBuffer jpeg = ByteBuffer.allocate(200 + data.length).put(START);
        byte[] steps = new byte[65];
        Arrays.fill(steps, 1, 65, (byte) 1);
        segment(jpeg, 0xDB, steps);
        // A single component is sampled as itself, whatever it says.
        segment(jpeg, 0xC0, new byte[] {
            8, (byte) (height >> 8), (byte) height, (byte) (width >> 8), (byte) width, 1, 1, 0x22, 0
        });
        for (byte table : new byte[] {0, 0x10}) {
            byte[] oneCode = new byte[18];
            oneCode[0] = table;
            oneCode[1] = 1;
            segment(jpeg, 0xC4, oneCode);
        }
        segment(jpeg, 0xDA, new byte[] {1, 1, 0, 0, 63, 0});
        jpeg.put(data).put(END);
        return Arrays.copyOf(jpeg.array(), jpeg.position());
    }

    private static void segment(ByteBuffer jpeg, int marker, byte[] content) {
        jpeg.put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content);
    }

    @Test
    void a_scan_of_two_bits_a_block_is_whole() throws IOException {
        byte[] whole = flat(17, 17, new byte[] {0, 0, 0x3F});
        RenderTask task = new RenderTask(
                Files.write(directory.resolve("whole"), whole),
                Orientation.UPRIGHT,
                Presets.parse("t 9x9 inside jpeg 80"),
                directory);
        RenderOutcome outcome = new ThumbnailatorRenderer(LIMITS).render(task, Memory.UNSHARED);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RenderOutcome.Rendered.class,
                        rendered -> assertThat(rendered.degraded()).isEmpty());
    }

    @Test
    void a_scan_of_fewer_than_two_bits_a_block_is_truncated_and_paid_for_whole() throws IOException {
        byte[] data = new byte[8_190 * 400 / 4 - 1];
        Path large = Files.write(directory.resolve("short"), flat(65_520, 3_200, data));
        assertThat(new Gate(LIMITS).inspect(large))
                .isInstanceOfSatisfying(
                        Inspection.Refused.class,
                        refused -> assertThat(refused.failure().reason()).isEqualTo(Reason.TOO_COSTLY));
        Path small = Files.write(directory.resolve("small"), flat(640, 480, new byte[80 * 60 / 4 * 3 / 4]));
        assertThat(((Inspection.Admitted) new Gate(LIMITS).inspect(small))
                        .header()
                        .truncated())
                .isTrue();
    }
}
