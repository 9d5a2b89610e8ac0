package photos.processor.work;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import photos.outage.Unavailable;

/// The directory that jobs work in. What lies there is worth nothing after a restart and is cleared away then; if the
/// directory itself is gone it is made again.
public final class WorkVolume {
    /// Room for the variants of one original, and to breathe.
    static final long RESERVE_BYTES = 64L << 20;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Path directory;

    /// What the jobs at work may still write.
    private final AtomicLong promised = new AtomicLong();

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
        long needed = originalBytes + RESERVE_BYTES;
        long before = promised.getAndAdd(needed);
        try {
            requireRoom(before, needed);
            Path job = Files.createDirectory(directory.resolve("job-" + UUID.randomUUID()));
            return new JobDirectory(job, () -> promised.addAndGet(-needed));
        } catch (IOException e) {
            promised.addAndGet(-needed);
            throw new Unavailable("the work volume " + directory + " cannot be used: " + e, e);
        } catch (Unavailable e) {
            promised.addAndGet(-needed);
            throw e;
        }
    }

    /// Whether a job of usual size would find room.
    public boolean hasRoom() {
        try {
            requireRoom(promised.get(), RESERVE_BYTES);
            return true;
        } catch (Unavailable | IOException _) {
            return false;
        }
    }

    /// @param others what jobs at work may still write
    private void requireRoom(long others, long needed) throws IOException {
        Files.createDirectories(directory);
        long free = Files.getFileStore(directory).getUsableSpace() - others;
        if (free < needed) {
            throw new Unavailable(
                    "the work volume " + directory + ", without what jobs at work need, has " + (free >> 20)
                            + " MB free, a job needs " + (needed >> 20) + " MB",
                    RETRY_AFTER);
        }
    }

    /// What others remove or write at the same time does not keep it from removing the rest.
    static void deleteTree(Path root) throws IOException {
        try {
            Files.walkFileTree(root, new Deletion());
        } catch (DirectoryNotEmptyException _) {
            Files.walkFileTree(root, new Deletion());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
