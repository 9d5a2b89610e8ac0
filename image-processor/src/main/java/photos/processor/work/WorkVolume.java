package photos.processor.work;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import photos.outage.Unavailable;

/// The directory that jobs work in. What lies there is worth nothing after a restart and is cleared away then.
public final class WorkVolume {
    /// Room for the variants of one original, and to breathe.
    static final long RESERVE_BYTES = 64L << 20;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Path directory;

    private WorkVolume(Path directory) {
        this.directory = directory;
    }

    /// Takes a directory, makes it if need be, and clears away what earlier jobs left in it.
    ///
    /// @throws IOException if it cannot be made or written to
    public static WorkVolume at(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> leftovers = Files.list(directory)) {
            for (Path leftover : leftovers.filter(WorkVolume::isJobDirectory).toList()) {
                deleteTree(leftover);
            }
        }
        return new WorkVolume(directory);
    }

    private static boolean isJobDirectory(Path path) {
        return path.getFileName().toString().startsWith("job-");
    }

    /// A directory for one job.
    ///
    /// @param originalBytes how much will be downloaded into it
    /// @throws Unavailable if there is no room
    public JobDirectory open(long originalBytes) {
        try {
            requireRoom(originalBytes);
            return new JobDirectory(Files.createDirectory(directory.resolve("job-" + UUID.randomUUID())));
        } catch (IOException e) {
            throw new Unavailable("the work volume " + directory + " cannot be used: " + e, e);
        }
    }

    /// Whether a job of usual size would find room.
    public boolean hasRoom() {
        try {
            requireRoom(0);
            return true;
        } catch (Unavailable | IOException _) {
            return false;
        }
    }

    private void requireRoom(long originalBytes) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        long needed = originalBytes + RESERVE_BYTES;
        if (free < needed) {
            throw new Unavailable(
                    "the work volume " + directory + " has " + (free >> 20) + " MB free, a job needs " + (needed >> 20)
                            + " MB",
                    RETRY_AFTER);
        }
    }

    static void deleteTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
