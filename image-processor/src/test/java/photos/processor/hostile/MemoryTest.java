package photos.processor.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pictures of many megapixels in processes whose heap is the bound.
class MemoryTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void a_progressive_jpeg_of_100_megapixels_is_refused_by_cost() throws IOException {
        RenderingProcess.Answer answer = rendered(256, LargeFiles.progressive(10_000, 10_000, 1, 10));
        assertThat(answer.outcome()).as(answer.toString()).isEqualTo("TOO_COSTLY");
        assertThat(answer.allocated() + answer.outside()).isLessThan(24 * MEGABYTE);
    }

    /// These decoders give the picture in its own size only.
    @ParameterizedTest
    @CsvSource({"READY, 256, 3000", "TOO_COSTLY, 256, 3500", "TOO_COSTLY, 256, 10000"})
    void a_png_is_rendered_up_to_what_the_heap_holds(String outcome, int heapMegabytes, int side) throws IOException {
        RenderingProcess.Answer answer = rendered(heapMegabytes, LargeFiles.png(side, side));
        assertThat(answer.outcome()).as(answer.toString()).isEqualTo(outcome);
    }

    @Test
    void a_tiff_of_100_megapixels_is_refused_by_cost() throws IOException {
        RenderingProcess.Answer answer = rendered(256, LargeFiles.tiff(10_000, 10_000));
        assertThat(answer.outcome()).as(answer.toString()).isEqualTo("TOO_COSTLY");
    }

    @Test
    void a_baseline_jpeg_of_200_megapixels_is_rendered_within_256_megabytes_of_heap() throws IOException {
        RenderingProcess.Answer answer = rendered(256, LargeFiles.baseline(20_000, 10_000));
        assertThat(answer.outcome()).as(answer.toString()).isEqualTo("READY");
    }

    /// Of the heap, 8 MB are in use before.
    @Test
    void a_baseline_jpeg_of_100_megapixels_takes_128_megabytes_above_idle() throws IOException {
        RenderingProcess.Answer answer = rendered(88, LargeFiles.baseline(10_000, 10_000));
        assertThat(answer.outcome()).as(answer.toString()).isEqualTo("READY");
        assertThat(answer.outside()).as(answer.toString()).isLessThan(48 * MEGABYTE);
    }

    private RenderingProcess.Answer rendered(int heapMegabytes, byte[] file) throws IOException {
        Path original = Files.write(directory.resolve("original"), file);
        try (RenderingProcess process = RenderingProcess.start(heapMegabytes, PATIENCE, directory.resolve("out"))) {
            return process.render(original, PATIENCE);
        }
    }
}
