package photos.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import photos.image.ImageFormat;
import photos.outage.Unavailable;
import photos.storage.Content;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;

/// Files on their way to `uploads/`.
public final class Uploads {
    private static final int AT_A_TIME = 4;

    private Uploads() {}

    /// @param key where it goes
    public record Upload(Path file, ObjectKey key) {}

    /// The files of paths: a file goes under its name, a folder's files under the folder's name; hidden files stay.
    ///
    /// @param prefix between `uploads/` and the names; empty or ending in `/`
    /// @throws IllegalArgumentException naming a path that is not there, or a name too long for S3
    public static List<Upload> of(List<Path> paths, String prefix) throws IOException {
        List<Upload> uploads = new ArrayList<>();
        for (Path path : paths) {
            Path absolute = path.toAbsolutePath().normalize();
            if (!Files.exists(absolute)) {
                throw new IllegalArgumentException("there is no file or folder " + path);
            }
            Path root = Optional.ofNullable(absolute.getParent()).orElse(absolute);
            try (Stream<Path> files = Files.walk(absolute)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !isHidden(root, file))
                        .sorted()
                        .map(file -> new Upload(file, key(root, file, prefix)))
                        .forEach(uploads::add);
            }
        }
        requireDistinct(uploads);
        return uploads;
    }

    private static void requireDistinct(List<Upload> uploads) {
        Map<ObjectKey, Path> files = new HashMap<>();
        for (Upload upload : uploads) {
            Path other = files.putIfAbsent(upload.key(), upload.file());
            if (other != null && !other.equals(upload.file())) {
                throw new IllegalArgumentException(other + " and " + upload.file() + " would both become "
                        + upload.key() + "; upload them with different --prefix");
            }
        }
    }

    private static boolean isHidden(Path root, Path file) {
        for (Path part : root.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static ObjectKey key(Path root, Path file, String prefix) {
        List<String> parts = new ArrayList<>();
        root.relativize(file).forEach(part -> parts.add(part.toString()));
        return new ObjectKey(ObjectKey.UPLOADS + prefix + String.join("/", parts));
    }

    /// Uploads all, a few at a time, until one fails: those under way are then broken off, and may have arrived all
    /// the same; the others are not begun.
    ///
    /// @param each called after each upload
    /// @throws Unavailable if the bucket does not take one
    /// @throws IOException if a file cannot be read
    public static void send(ObjectStore store, List<Upload> uploads, Consumer<Upload> each)
            throws InterruptedException, IOException {
        try (ExecutorService senders = Executors.newFixedThreadPool(AT_A_TIME)) {
            CompletionService<Upload> ends = new ExecutorCompletionService<>(senders);
            for (Upload upload : uploads) {
                ends.submit(() -> {
                    store.put(upload.key(), content(upload.file()));
                    each.accept(upload);
                    return upload;
                });
            }
            try {
                for (int ended = 0; ended < uploads.size(); ended++) {
                    ends.take().get();
                }
            } finally {
                senders.shutdownNow();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Unavailable unavailable -> throw unavailable;
                case IOException unreadable -> throw unreadable;
                case null, default -> throw new IllegalStateException("an upload failed", e.getCause());
            }
        }
    }

    private static Content content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String mediaType = ImageFormat.recognise(in.readNBytes(ImageFormat.MAGIC_BYTES))
                    .map(ImageFormat::mediaType)
                    .orElse("application/octet-stream");
            return new Content(new Content.Body.InFile(file), mediaType, Optional.empty(), Map.of());
        }
    }
}
