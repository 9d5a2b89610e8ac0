package photos.local.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A work volume that is full, gone, or emptied under the jobs that work in it, now and then. The directory that the
/// image processor knows is a link, which is turned to another place.
final class TroubledVolume implements AutoCloseable {
    /// A file system on which nothing is ever free.
    private static final Path FULL = Path.of("/proc");

    private static final long LONGEST_CALM_MILLIS = 12_000;
    private static final long LONGEST_TROUBLE_MILLIS = 2_500;

    private final Path link;
    private final Path place;
    private final SplittableRandom random;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private int full;
    private int gone;
    private int emptied;

    private TroubledVolume(Path link, Path place, long seed) throws IOException {
        this.link = link;
        this.place = place;
        this.random = new SplittableRandom(seed);
        Files.createDirectories(place);
        turnTo(place);
        this.thread = Thread.ofVirtual().name("volume").unstarted(this::trouble);
    }

    /// @param data of the pipeline, which has not started yet
    static TroubledVolume in(Path data, long seed) throws IOException {
        Path directory = Files.createDirectories(data.resolve("image-processor"));
        return new TroubledVolume(directory.resolve("work"), data.resolve("volume"), seed);
    }

    void begin() {
        thread.start();
    }

    private void trouble() {
        try {
            while (!over.await(random.nextLong(LONGEST_CALM_MILLIS), TimeUnit.MILLISECONDS)) {
                switch (random.nextInt(3)) {
                    case 0 -> {
                        full++;
                        turnAside(FULL);
                    }
                    case 1 -> {
                        gone++;
                        turnAside(place.resolveSibling("no such volume"));
                    }
                    default -> {
                        emptied++;
                        empty();
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void turnAside(Path target) throws InterruptedException {
        turnTo(target);
        boolean _ = over.await(random.nextLong(LONGEST_TROUBLE_MILLIS), TimeUnit.MILLISECONDS);
        turnTo(place);
    }

    /// At once, so that there is always one.
    private void turnTo(Path target) {
        try {
            Path next = link.resolveSibling("next");
            Files.deleteIfExists(next);
            Files.createSymbolicLink(next, target);
            Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void empty() {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException | NoSuchFileException _) {
            // a job ended meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int troubles() {
        return full + gone + emptied;
    }

    String told() {
        return full + "x full, " + gone + "x gone, " + emptied + "x emptied";
    }

    /// The volume is well again.
    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
