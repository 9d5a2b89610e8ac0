package photos.processor.render;

import static org.assertj.core.api.Assertions.assertThat;
import static photos.processor.render.Pictures.bmp;
import static photos.processor.render.Pictures.chunk;
import static photos.processor.render.Pictures.gif;
import static photos.processor.render.Pictures.png;
import static photos.processor.render.Pictures.tiff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.image.Orientation;
import photos.processor.gate.GateLimits;
import photos.processor.preset.Presets;

/// Small files that are costly or endless for a naive reader.
class HostileFilesTest {
    private static final Duration QUICK = Duration.ofSeconds(5);
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path directory;

    private final Renderer renderer = new ThumbnailatorRenderer(GateLimits.withBudget(64L * MEGABYTE));

    @Test
    void each_hostile_file_is_answered_quickly_with_the_reason_that_fits() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("TOO_MANY_PIXELS 30000.png", png(30_000, 30_000, 8, 0, new byte[0], MEGABYTE));
        files.put("TOO_MANY_PIXELS bits.png", png(46_000, 46_000, 1, 0, new byte[0], MEGABYTE));
        files.put("TOO_MANY_PIXELS header.png", png(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, 6, new byte[0], 100));
        files.put("TOO_COSTLY 14000.png", png(14_000, 14_000, 8, 0, new byte[0], MEGABYTE));
        files.put("TOO_MANY_PIXELS giant.tif", tiff(60_000, 30_000, 1, 0));
        files.put("CORRUPT loop.tif", tiff(1, 1, 1, 8));
        files.put("TOO_COSTLY chain.tif", tiff(1, 1, 20_000, 0));
        files.put("TOO_MANY_PIXELS frame.gif", gif(1, 65_535, 1));
        files.put("TOO_MANY_PIXELS screen.gif", gif(65_535, 1, 1));
        files.put("Rendered frames.gif", gif(1, 1, 300_000));
        files.put("TOO_MANY_PIXELS giant.bmp", bmp(30_000, 30_000));
        files.put("UNSUPPORTED_FORMAT icon.ico", new byte[] {0, 0, 1, 0, -1, -1, 0, 0, 0, 0});
        files.put("EMPTY nothing.jpg", new byte[0]);
        for (var file : files.entrySet()) {
            answers(file.getKey(), file.getValue());
        }
    }

    @Test
    void a_progressive_jpeg_is_refused_by_what_its_coefficients_would_take() throws IOException {
        byte[] small = Pictures.jpeg(Pictures.quarters(64, 64), true);
        answers("Rendered small.jpg", small);
        answers("TOO_COSTLY huge.jpg", Pictures.resized(small, 14_000, 14_000));
        answers("TOO_COSTLY scans.jpg", Pictures.withScans(small, 1_000));
    }

    @Test
    void coding_that_no_decoder_here_reads_is_named() throws IOException {
        byte[] jpeg = Pictures.jpeg(Pictures.quarters(64, 64), false);
        int frame = Pictures.find(jpeg, 0xC0);
        byte[] arithmetic = jpeg.clone();
        arithmetic[frame + 1] = (byte) 0xC9;
        answers("UNSUPPORTED_FORMAT arithmetic.jpg", arithmetic);
        byte[] deep = jpeg.clone();
        deep[frame + 4] = 12;
        answers("UNSUPPORTED_FORMAT deep.jpg", deep);
    }

    @Test
    void compressed_text_and_profiles_are_never_inflated_whole() throws IOException {
        long zeros = 300L * MEGABYTE;
        answers("Rendered iccp.png", png(16, 16, 8, 0, Pictures.textBomb("iCCP", "x\0\0", zeros), 272));
        answers("Rendered ztxt.png", png(16, 16, 8, 0, Pictures.textBomb("zTXt", "k\0\0", zeros), 272));
        answers("Rendered itxt.png", png(16, 16, 8, 0, Pictures.textBomb("iTXt", "k\0\1\0\0\0", zeros), 272));
        answers("CORRUPT palette.png", png(16, 16, 8, 3, chunk("tEXt", new byte[9]), 272));
    }

    @Test
    void mutated_files_of_every_format_are_always_answered() throws IOException {
        Random random = new Random(20_260_101);
        for (String format : new String[] {"png", "jpeg", "gif", "bmp", "tiff"}) {
            byte[] sound =
                    Files.readAllBytes(Pictures.write(Pictures.quarters(40, 30), format, directory.resolve("sound")));
            for (int i = 0; i < 150; i++) {
                byte[] mutated = sound.clone();
                for (int hit = random.nextInt(6); hit >= 0; hit--) {
                    mutated[random.nextInt(random.nextBoolean() ? mutated.length : Math.min(200, mutated.length))] =
                            (byte) random.nextInt();
                }
                answers("RenderOutcome", mutated, "Rendered", "Unrenderable");
            }
        }
    }

    private void answers(String expectationAndName, byte[] bytes) throws IOException {
        answers(expectationAndName, bytes, expectationAndName.substring(0, expectationAndName.indexOf(' ')));
    }

    private void answers(String name, byte[] bytes, String... oneOf) throws IOException {
        Path file = Pictures.file(directory, "hostile", bytes);
        Instant start = Instant.now();
        RenderOutcome outcome = renderer.render(
                new RenderTask(
                        file, Orientation.UPRIGHT, Presets.DEFAULTS, Files.createDirectories(directory.resolve("out"))),
                Memory.UNSHARED);
        assertThat(oneOf).as(name + ": " + outcome).anyMatch(outcome.toString()::contains);
        assertThat(Duration.between(start, Instant.now())).as(name).isLessThan(QUICK);
    }
}
