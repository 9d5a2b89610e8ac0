package photos.processor.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.processor.preset.Presets;

/// Pictures that take more memory than one may think, many of them at the same time, in a process that ends at the end
/// of its heap.
class ManyAtOnceTest {
    private static final int HEAP_MEGABYTES = 192;
    private static final int AT_ONCE = 8;
    private static final int WIDTH = 2_400;
    private static final int HEIGHT = 1_600;
    private static final String DAMAGED = "DEGRADED CORRUPT";
    private static final String TRUNCATED = "DEGRADED TRUNCATED";
    private static final String SOUND = "READY -";

    @TempDir
    private Path directory;

    private final Map<String, String> expected = new TreeMap<>();

    @BeforeEach
    void originals() throws IOException {
        Files.createDirectories(directory.resolve("originals"));
        BufferedImage image = SoundPictures.slopes(WIDTH, HEIGHT);
        byte[] jpeg = SoundPictures.jpeg(image, false);
        byte[] full = SoundPictures.fullySampledJpeg(image);
        byte[] progressive = SoundPictures.jpeg(image, true);
        add("damaged.jpg", DAMAGED, damaged(jpeg));
        add("damaged-444.jpg", DAMAGED, damaged(full));
        add("damaged-progressive.jpg", DAMAGED, damaged(progressive));
        add("truncated.jpg", TRUNCATED, Arrays.copyOf(jpeg, jpeg.length * 2 / 3));
        add("444.jpg", SOUND, full);
        add("progressive.jpg", SOUND, progressive);
        add("profile.jpg", SOUND, JpegSegments.inserted(jpeg, 0xE2, profile()));
        add("picture.png", SOUND, SoundPictures.write("png", image, _ -> {}));
    }

    private void add(String name, String outcome, byte[] bytes) throws IOException {
        Files.write(directory.resolve("originals").resolve(name), bytes);
        expected.put(name, outcome);
    }

    private static byte[] damaged(byte[] jpeg) {
        byte[] damaged = jpeg.clone();
        int at = damaged.length * 3 / 4;
        Arrays.fill(damaged, at, at + 64, (byte) 0xFF);
        damaged[at + 64] = (byte) 0xD4;
        return damaged;
    }

    /// One that changes the colours.
    private static Bytes profile() {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        return Bytes.of("ICC_PROFILE\0").u8(1, 1).add(profile);
    }

    @Test
    void many_photos_at_once_leave_the_process_alive_and_each_gets_its_outcome() throws Exception {
        comeToTheirEnds(64, Presets.DEFAULTS);
    }

    @Test
    void many_photos_decoded_whole_at_once_leave_the_process_alive() throws Exception {
        comeToTheirEnds(16, Presets.parse("thumb 320x320 cover jpeg 80; huge 4096x4096 inside jpeg 82 exact"));
    }

    private void comeToTheirEnds(int jobs, Presets presets) throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command(jobs, presets))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // As on AWS: otherwise each thread keeps what it has once had outside the heap.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Process process = builder.start();
        int exit = process.waitFor();
        List<String> lines = Files.readAllLines(output, UTF_8);
        assertThat(exit).as(String.join("\n", lines)).isZero();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < jobs / expected.size(); i++) {
            expected.forEach((name, outcome) -> all.add(name + " " + outcome));
        }
        assertThat(lines.subList(0, lines.size() - 1)).containsExactlyInAnyOrderElementsOf(all);
        String last = lines.getLast();
        assertThat(last).startsWith("outside ");
        assertThat(Long.parseLong(last.split(" ", 2)[1])).isLessThan(RenderingProcess.budget(HEAP_MEGABYTES));
    }

    private List<String> command(int jobs, Presets presets) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + HEAP_MEGABYTES + "m",
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ManyAtOnceMain.class.getName(),
                directory.resolve("originals").toString(),
                directory.resolve("work").toString(),
                Long.toString(RenderingProcess.budget(HEAP_MEGABYTES)),
                Integer.toString(jobs),
                Integer.toString(AT_ONCE),
                presets.definitions());
    }
}
