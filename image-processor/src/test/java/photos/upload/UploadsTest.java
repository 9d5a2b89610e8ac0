package photos.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import photos.outage.Unavailable;
import photos.storage.Content;
import photos.storage.InMemoryObjectStore;
import photos.storage.ObjectKey;
import photos.storage.OtherStore;

class UploadsTest {
    @TempDir
    private Path directory;

    @Test
    void each_file_is_sent_and_told_of_once() throws Exception {
        InMemoryObjectStore store = new InMemoryObjectStore(Clock.systemUTC());
        List<Uploads.Upload> uploads = files(20);
        Set<Uploads.Upload> told = ConcurrentHashMap.newKeySet();

        Uploads.send(store, uploads, upload -> assertThat(told.add(upload)).isTrue());

        assertThat(told).containsExactlyInAnyOrderElementsOf(uploads);
        for (Uploads.Upload upload : uploads) {
            assertThat(store.read(upload.key()).orElseThrow().text()).isEqualTo(Files.readString(upload.file()));
        }
    }

    @Test
    @Timeout(60)
    void the_first_failure_is_told_at_once_and_ends_the_others() throws IOException {
        FailsOnce store = new FailsOnce();

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> Uploads.send(store, files(20), upload -> {}))
                .withMessage("the bucket is gone");

        assertThat(store.tried).hasSizeLessThan(10);
    }

    @Test
    @Timeout(60)
    void a_file_that_vanished_is_a_failure_too() throws IOException {
        List<Uploads.Upload> uploads = files(3);
        Files.delete(uploads.getLast().file());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Uploads.send(new InMemoryObjectStore(Clock.systemUTC()), uploads, upload -> {}))
                .withMessageContaining(uploads.getLast().file().toString());
    }

    private List<Uploads.Upload> files(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.writeString(directory.resolve("photo-" + i), "photo " + i, UTF_8);
        }
        List<Path> all = IntStream.range(0, count)
                .mapToObj(i -> directory.resolve("photo-" + i))
                .toList();
        return Uploads.of(all, "");
    }

    /// The first upload fails; the others would last for ever.
    private static final class FailsOnce extends OtherStore {
        private final List<ObjectKey> tried = new ArrayList<>();

        FailsOnce() {
            super(new InMemoryObjectStore(Clock.systemUTC()));
        }

        @Override
        public void put(ObjectKey key, Content content) {
            synchronized (tried) {
                tried.add(key);
                if (tried.size() == 1) {
                    throw new Unavailable("the bucket is gone");
                }
            }
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted, as it should be", e);
            }
        }
    }
}
