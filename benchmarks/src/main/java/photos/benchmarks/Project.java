package photos.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Where things lie.
public final class Project {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM_BYTES = 200_000_000;

    private Project() {}

    /// The project's root, as `benchmarks/run` says it, or the current directory.
    public static Path root() {
        return Path.of(Objects.requireNonNullElse(System.getProperty("benchmarks.project"), "."))
                .toAbsolutePath();
    }

    public static Path sample(String name) {
        return root().resolve("samples").resolve(name);
    }

    public static Path benchmarks() {
        return root().resolve("benchmarks");
    }

    /// What every run makes again.
    public static Path target() {
        return benchmarks().resolve("target");
    }

    /// A new directory for inputs and outputs, in memory where there is room, so that no disk is measured.
    static Path scratch() throws IOException {
        if (Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM_BYTES) {
            return Files.createTempDirectory(MEMORY, "photo-benchmarks");
        }
        return Files.createTempDirectory(Files.createDirectories(target()), "scratch");
    }
}
