package photos.local.pipeline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The directory that a local pipeline keeps everything in, held against a second one.
final class DataDirectory implements AutoCloseable {
    /// Less than this is not worth starting with.
    private static final long MIN_FREE_BYTES = 256L << 20;

    private final FileChannel lockFile;

    private DataDirectory(FileChannel lockFile) {
        this.lockFile = lockFile;
    }

    /// @throws IOException in a sentence, if it cannot be made or written to, is full, or held by another
    static DataDirectory hold(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
            requireRoom(directory);
            FileChannel lockFile =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                lockFile.close();
                throw new IOException("another \"photos local\" works in " + directory
                        + "; stop it, or choose another directory with --data");
            }
            return new DataDirectory(lockFile);
        } catch (FileSystemException e) {
            throw new IOException("the data directory " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void requireRoom(Path directory) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < MIN_FREE_BYTES) {
            throw new IOException("the disk of " + directory + " has " + (free >> 20) + " MB free, at least "
                    + (MIN_FREE_BYTES >> 20) + " MB are needed; make room, or choose another place with --data");
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
