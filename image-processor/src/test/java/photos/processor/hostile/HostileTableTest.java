package photos.processor.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every hostile file goes through one process with a heap of 64 MB, and takes no more than a second of CPU and 64 MB;
/// a table of what became of them is left in `target/hostile-files.txt`.
class HostileTableTest {
    private static final int HEAP_MEGABYTES = 64;
    private static final long MAX_BYTES = 64L << 20;
    private static final long MAX_CPU_MILLIS = 1_000;

    /// The platform's PNG reader leaves 8 KB behind for every empty chunk, all of which is free again at once.
    private static final Set<String> LITTER =
            Set.of("png-pixels-behind-100000-empty.png", "png-empty-pixels-100000.png");

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Path TABLE = Path.of("target", "hostile-files.txt");
    private static final Path SHARED_TABLE = Path.of("target", "hostile-files-shared.txt");

    @TempDir
    private Path directory;

    private RenderingProcess start() throws IOException {
        return RenderingProcess.startWarm(HEAP_MEGABYTES, DEADLINE, directory.resolve("out"), true);
    }

    @Test
    void each_hostile_file_is_answered_with_its_reason_within_a_small_heap() throws IOException {
        List<HostileFile> files = HostileFiles.all();
        assertThat(files).hasSizeGreaterThan(300).extracting(HostileFile::name).doesNotHaveDuplicates();
        SoftAssertions each = new SoftAssertions();
        List<String> table = new ArrayList<>();
        table.add(row("file", "outcome", "CPU ms", "heap MB", "other MB", "message"));
        RenderingProcess process = start();
        try {
            for (HostileFile file : files) {
                Path path = Files.write(directory.resolve("hostile"), file.bytes());
                RenderingProcess.Answer answer = process.render(path, DEADLINE.plusSeconds(5));
                table.add(row(file.name(), answer));
                check(each, file.name(), file.expected(), answer);
                if (!process.isAlive()) {
                    process.close();
                    process = start();
                }
            }
        } finally {
            process.close();
            Files.write(TABLE, table);
        }
        each.assertAll();
    }

    @Test
    void each_shared_hostile_file_is_answered_within_a_small_heap() throws Exception {
        assumeTrue(
                SharedHostileFiles.areHere(),
                "no hostile files in " + SharedHostileFiles.DIRECTORY.toAbsolutePath() + "; give -Dhostile=DIR");
        SoftAssertions each = new SoftAssertions();
        List<String> table = new ArrayList<>();
        table.add(row("file", "outcome", "CPU ms", "heap MB", "other MB", "message"));
        try (RenderingProcess process = start()) {
            for (Path path : SharedHostileFiles.all(directory.resolve("shared"))) {
                RenderingProcess.Answer answer = process.render(path, DEADLINE.plusSeconds(5));
                table.add(row(path.getFileName().toString(), answer));
                check(each, path.getFileName().toString(), SharedHostileFiles.expected(path), answer);
            }
        } finally {
            Files.write(SHARED_TABLE, table);
        }
        each.assertAll();
    }

    private static void check(SoftAssertions each, String name, Set<String> expected, RenderingProcess.Answer answer) {
        String what = name + ": " + answer;
        each.assertThat(expected).as(what).contains(answer.outcome());
        each.assertThat(answer.cpuMillis()).as(what).isLessThanOrEqualTo(MAX_CPU_MILLIS);
        // What lies in the heap at once is bounded by the heap.
        long heap = LITTER.contains(name) ? 0 : answer.allocated();
        each.assertThat(heap + answer.outside()).as(what).isLessThanOrEqualTo(MAX_BYTES);
    }

    private static String row(String name, RenderingProcess.Answer answer) {
        return row(
                name,
                answer.outcome(),
                Long.toString(answer.cpuMillis()),
                "%.1f".formatted(answer.allocated() / 1e6),
                "%.1f".formatted(answer.outside() / 1e6),
                answer.message());
    }

    private static String row(String... cells) {
        return "%-44s %-18s %7s %8s %8s  %s".formatted((Object[]) cells).stripTrailing();
    }
}
