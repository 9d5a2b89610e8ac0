package photos.processor.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.processor.gate.Gate;
import photos.processor.gate.GateLimits;
import photos.processor.gate.Header;
import photos.processor.gate.Inspection;

/// What the gate says a picture costs is enough to render it.
class CostTest {
    private static final int HEAP_MEGABYTES = 64;
    private static final GateLimits LIMITS = GateLimits.withBudget(RenderingProcess.budget(HEAP_MEGABYTES));
    private static final GateLimits GENEROUS = GateLimits.withBudget(8L << 30);
    private static final int TRIAL = 400;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "baseline.jpg",
                "progressive.jpg",
                "grey.jpg",
                "fully-sampled.jpg",
                "ink.jpg",
                "rgb.png",
                "rgba-interlaced.png",
                "rgb-16.png",
                "rgba-16-interlaced.png",
                "grey-16.png",
                "palette.png",
                "bits-interlaced.png",
                "plain.gif",
                "interlaced.gif",
                "plain.tif",
                "Deflate.tif",
                "LZW-tiled.tif",
                "JPEG.tif",
                "rgb-16.tif",
                "CCITT-T.6.tif",
                "plain.bmp",
                "runs.bmp",
                "bits.bmp"
            })
    void the_largest_picture_that_is_admitted_fits_the_heap(String kind) throws IOException {
        long trial = cost(Seeds.of(kind, TRIAL, TRIAL));
        int side = (int) (TRIAL * Math.sqrt((double) LIMITS.costBytes() / trial) * 0.995);
        byte[] picture = Seeds.of(kind, side, side);
        assertThat(cost(picture)).isBetween(LIMITS.costBytes() * 9 / 10, LIMITS.costBytes());
        assertThat(rendered(picture).outcome()).as("%s of %d", kind, side).isEqualTo("READY");
    }

    @Test
    void one_strip_of_jpeg_is_paid_for_twice() throws IOException {
        byte[] jpeg = SoundPictures.jpeg(SoundPictures.picture(1_700, 1_700, BufferedImage.TYPE_BYTE_GRAY), false);
        TiffFile tiff = new TiffFile().set(TiffFile.WIDTH, 1_700).set(TiffFile.HEIGHT, 1_700);
        byte[] picture =
                tiff.set(TiffFile.ROWS_PER_STRIP, 1_700).data(7, jpeg).bytes().array();
        assertThat(rendered(picture).outcome()).isIn("READY", "TOO_COSTLY");
    }

    @Test
    void scans_that_change_nothing_are_counted_by_the_coefficients_they_visit() throws IOException {
        BufferedImage image = SoundPictures.picture(64, 48, BufferedImage.TYPE_INT_RGB);
        byte[] progressive = SoundPictures.jpeg(image, true);
        assertThat(inspected(JpegSegments.withLastScan(progressive, 80))).isInstanceOf(Inspection.Admitted.class);
        assertThat(refusal(LargeFiles.progressive(4_000, 4_000, 1, 90)))
                .contains("90 scans over 16,000,000", "1,440,000,000 in all", "at most 320,000,000 are allowed");
        assertThat(refusal(LargeFiles.progressive(10_000, 9_000, 3, 10)))
                .contains("scans over 270,", "at most 2,500,000,000 are allowed");
    }

    @Test
    void scans_over_coefficients_of_which_hardly_a_bit_is_there_are_few() throws IOException {
        byte[] progressive = SoundPictures.jpeg(SoundPictures.picture(64, 48, BufferedImage.TYPE_INT_RGB), true);
        int frame = JpegSegments.find(progressive, 0xC2);
        byte[] wide = Bytes.patched(progressive, frame + 5, 6_000 >> 8, 6_000, 10_000 >> 8, 10_000);
        assertThat(refusal(wide)).contains("10 scans over 90,", "at most 50,000,000 are allowed", "bytes of scans");
    }

    /// Encoders write up to 15 scans of three components; a page of a scanner has 8.7 megapixels.
    @ParameterizedTest
    @CsvSource({"2480, 3508, 3, 15", "6000, 4000, 3, 15", "10000, 10000, 1, 15", "10000, 5000, 3, 15"})
    void a_blank_page_is_let_in_with_the_scans_of_any_encoder(int width, int height, int components, int scans)
            throws IOException {
        byte[] blank = LargeFiles.progressive(width, height, components, scans);
        assertThat(inspected(blank)).isInstanceOf(Inspection.Admitted.class);
    }

    private String refusal(byte[] picture) throws IOException {
        if (inspected(picture) instanceof Inspection.Refused(Rendering.Failure failure)
                && failure.reason() == Reason.TOO_COSTLY) {
            return failure.message();
        }
        throw new AssertionError("not refused by cost: " + inspected(picture));
    }

    private RenderingProcess.Answer rendered(byte[] picture) throws IOException {
        Path file = Files.write(directory.resolve("picture"), picture);
        Duration patience = Duration.ofSeconds(60);
        try (RenderingProcess process = RenderingProcess.start(HEAP_MEGABYTES, patience, directory.resolve("out"))) {
            return process.render(file, patience);
        }
    }

    private long cost(byte[] picture) throws IOException {
        if (inspected(picture) instanceof Inspection.Admitted(Header header)) {
            return header.costBytes();
        }
        throw new AssertionError("not admitted: " + inspected(picture));
    }

    private Inspection inspected(byte[] picture) throws IOException {
        return new Gate(GENEROUS).inspect(Files.write(directory.resolve("inspected"), picture));
    }
}
