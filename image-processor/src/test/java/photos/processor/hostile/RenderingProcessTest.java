package photos.processor.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The harness sees what it is there to see.
class RenderingProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Path sound;

    @BeforeEach
    void write() throws IOException {
        sound = Files.write(directory.resolve("sound"), Seeds.of("baseline.jpg", 48, 40));
    }

    private RenderingProcess start(int heapMegabytes) throws IOException {
        return RenderingProcess.start(heapMegabytes, PATIENCE, directory.resolve("out"));
    }

    @Test
    void an_exception_is_an_untyped_end() throws IOException {
        try (RenderingProcess process = start(64)) {
            assertThat(process.render(directory.resolve("absent"), PATIENCE).outcome())
                    .isEqualTo(RenderingProcess.UNTYPED);
            assertThat(process.render(sound, PATIENCE).outcome()).isEqualTo("READY");
        }
    }

    @Test
    void a_process_that_is_gone_has_died() throws IOException {
        RenderingProcess process = start(64);
        process.close();
        assertThat(process.render(sound, PATIENCE).outcome()).isEqualTo(RenderingProcess.DIED);
    }

    @Test
    void a_file_that_never_ends_hangs() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (RenderingProcess process = start(64)) {
            assertThat(process.render(sound, PATIENCE).outcome()).isEqualTo("READY");
            assertThat(process.render(pipe, Duration.ofMillis(200)).outcome()).isEqualTo(RenderingProcess.HUNG);
        }
    }
}
