package photos.processor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HugeBucketTest {
    /// A million with `-Dreconcile.originals=1000000`.
    private static final int ORIGINALS = Integer.getInteger("reconcile.originals", 100_000);

    private static final String HEAP = "-Xmx24m";

    /// The keys alone would need several times the heap.
    @Test
    void memory_does_not_grow_with_the_bucket(@TempDir Path directory) throws Exception {
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HugeBucketMain.class.getName(),
                        Integer.toString(ORIGINALS))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            String said = Files.readString(out);
            System.out.print(said);
            assertThat(process.exitValue()).as(said).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
