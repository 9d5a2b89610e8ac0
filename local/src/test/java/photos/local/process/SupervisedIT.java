package photos.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.local.await.Await;

class SupervisedIT {
    private static final Duration GRACE = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    @Test
    void a_killed_program_is_started_again_until_it_is_closed() throws Exception {
        Program program = HangingProgram.in(directory, GRACE, List.of());
        long last;
        try (Supervised<ChildProcess> supervised =
                Supervised.start("a hanging program", () -> ChildProcess.start(program), Backoff.STANDARD)) {
            for (int kill = 1; kill <= 2; kill++) {
                long pid = supervised.pid();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                Await.until("another runs", () -> supervised.pid() != pid);
                assertThat(supervised.restarts()).isEqualTo(kill);
            }
            last = supervised.pid();
            assertThat(ProcessHandle.of(last)).isPresent();
        }
        assertThat(ProcessHandle.of(last)).isEmpty();
    }

    @Test
    void a_child_ends_when_its_parent_is_killed() throws Exception {
        Path below = Files.createDirectory(directory.resolve("child"));
        try (ChildProcess parent =
                ChildProcess.start(HangingProgram.in(directory, GRACE, List.of("parent", below.toString())))) {
            Await.until("the child runs", () -> log(below).contains("running"));
            long child = Long.parseLong(log(directory)
                    .lines()
                    .filter(line -> line.startsWith("child "))
                    .findFirst()
                    .orElseThrow()
                    .substring("child ".length()));
            assertThat(ProcessHandle.of(child)).isPresent();
            parent.kill();
            Await.until("the child is gone", () -> ProcessHandle.of(child).isEmpty());
        }
    }

    private static String log(Path directory) throws IOException {
        Path log = directory.resolve("hanging.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
