package photos.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every bucket that the pipeline is built on has to promise.
public interface ObjectStoreContract {
    ObjectKey KEY = new ObjectKey("uploads/holiday/IMG 1.jpg");

    /// A bucket with nothing in it.
    ObjectStore emptyStore() throws Exception;

    /// Removes one version without a trace.
    void removeForGood(ObjectStore store, ObjectKey key, Generation generation);

    /// Keys that have to work like any other.
    default List<String> oddKeys() {
        return List.of(
                "uploads/Ünïcödé 東京 🌵.jpg",
                "uploads/100%25 #1 & (copy)+.JPG",
                "uploads/quote'\"<>.jpg",
                "uploads/dot.",
                "uploads/a b/ c .jpg",
                "uploads/semi;colon=and,comma.jpg",
                "uploads/?versionId=null");
    }

    private static Content text(String text) {
        return new Content(
                new Content.Body.Text(text), "text/plain", Optional.of("no-cache"), Map.of("source-generation", "g1"));
    }

    private static Generation generation(ObjectStore store, ObjectKey key) {
        return store.head(key).orElseThrow().generation();
    }

    @Test
    default void an_object_comes_back_as_it_was_put(@TempDir Path directory) throws Exception {
        ObjectStore store = emptyStore();
        assertThat(store.head(KEY)).isEmpty();
        assertThat(store.read(KEY)).isEmpty();
        assertThat(store.open(KEY)).isEmpty();
        Path file = Files.writeString(directory.resolve("x"), "grüße");
        store.put(
                KEY,
                new Content(
                        new Content.Body.InFile(file), "image/jpeg", Optional.of("no-cache"), Map.of("a-b", "c d")));

        ObjectHead head = store.head(KEY).orElseThrow();
        assertThat(head.key()).isEqualTo(KEY);
        assertThat(head.size()).isEqualTo(7);
        assertThat(head.readable()).isTrue();
        assertThat(head.eTag()).isNotEmpty().doesNotContain("\"");
        assertThat(head.generation()).isInstanceOf(Generation.Version.class);
        SmallObject read = store.read(KEY).orElseThrow();
        assertThat(read).isEqualTo(new SmallObject("grüße", head.eTag()));
        try (Download download = store.open(KEY).orElseThrow()) {
            assertThat(download.body().readAllBytes()).isEqualTo("grüße".getBytes(UTF_8));
            assertThat(download.size()).isEqualTo(7);
            assertThat(download.mediaType()).contains("image/jpeg");
            assertThat(download.cacheControl()).contains("no-cache");
            assertThat(download.userMetadata()).containsExactly(Map.entry("a-b", "c d"));
            assertThat(download.otherHeaders()).isEmpty();
            assertThat(download.eTag()).isEqualTo(head.eTag());
        }
    }

    @Test
    default void an_object_without_bytes_is_an_object(@TempDir Path directory) throws Exception {
        ObjectStore store = emptyStore();
        store.put(KEY, text(""));
        ObjectHead head = store.head(KEY).orElseThrow();
        assertThat(head.size()).isZero();
        assertThat(store.readRange(head, 0, 10)).isEmpty();
        store.download(KEY, head.generation(), directory.resolve("empty"));
        assertThat(directory.resolve("empty")).isEmptyFile();
    }

    @Test
    default void every_upload_is_a_generation_of_its_own_even_of_the_same_bytes() throws Exception {
        ObjectStore store = emptyStore();
        store.put(KEY, text("same"));
        Generation first = generation(store, KEY);
        store.put(KEY, text("same"));
        assertThat(generation(store, KEY)).isNotEqualTo(first);
        assertThat(Generation.parse(first.text())).isEqualTo(first);
    }

    @Test
    default void a_deleted_object_is_gone_and_may_be_put_again() throws Exception {
        ObjectStore store = emptyStore();
        store.put(KEY, text("one"));
        store.delete(KEY);
        assertThat(store.head(KEY)).isEmpty();
        assertThat(store.read(KEY)).isEmpty();
        assertThat(store.open(KEY)).isEmpty();
        assertThat(store.under("uploads/")).isEmpty();
        store.delete(KEY);
        assertThat(store.putIfAbsent(KEY, text("two"))).isTrue();
        assertThat(store.read(KEY).orElseThrow().text()).isEqualTo("two");
    }

    @Test
    default void an_overwritten_generation_can_still_be_downloaded(@TempDir Path directory) throws Exception {
        ObjectStore store = emptyStore();
        store.put(KEY, text("old"));
        Generation old = generation(store, KEY);
        store.put(KEY, text("new"));
        store.download(KEY, old, directory.resolve("old"));
        assertThat(directory.resolve("old")).hasContent("old");
        store.delete(KEY);
        store.download(KEY, old, directory.resolve("again"));
        assertThat(directory.resolve("again")).hasContent("old");
    }

    @Test
    default void a_generation_that_was_removed_has_moved(@TempDir Path directory) throws Exception {
        ObjectStore store = emptyStore();
        store.put(KEY, text("old"));
        Generation old = generation(store, KEY);
        store.put(KEY, text("new"));
        removeForGood(store, KEY, old);
        assertThatThrownBy(() -> store.download(KEY, old, directory.resolve("old")))
                .isInstanceOf(ObjectMoved.class)
                .hasMessageContaining(KEY.value())
                .hasMessageContaining(old.text());
        assertThat(store.read(KEY).orElseThrow().text()).isEqualTo("new");
    }

    @Test
    default void a_range_ends_where_the_object_does() throws Exception {
        ObjectStore store = emptyStore();
        store.put(KEY, text("0123456789"));
        ObjectHead head = store.head(KEY).orElseThrow();
        assertThat(store.readRange(head, 0, 4)).asString().isEqualTo("0123");
        assertThat(store.readRange(head, 8, 100)).asString().isEqualTo("89");
        assertThat(store.readRange(head, 10, 1)).isEmpty();
        assertThat(store.readRange(head, 1_000, 10)).isEmpty();
        assertThat(store.readRange(head, 3, 0)).isEmpty();
    }

    @Test
    default void a_range_of_an_object_that_is_another_by_now_has_moved() throws Exception {
        ObjectStore store = emptyStore();
        store.put(KEY, text("one"));
        ObjectHead head = store.head(KEY).orElseThrow();
        store.put(KEY, text("two"));
        assertThatThrownBy(() -> store.readRange(head, 0, 3)).isInstanceOf(ObjectMoved.class);
        store.delete(KEY);
        assertThatThrownBy(() -> store.readRange(head, 0, 3)).isInstanceOf(ObjectMoved.class);
    }

    @Test
    default void what_is_there_is_not_written_again() throws Exception {
        ObjectStore store = emptyStore();
        assertThat(store.putIfAbsent(KEY, text("first"))).isTrue();
        assertThat(store.putIfAbsent(KEY, text("second"))).isFalse();
        assertThat(store.read(KEY).orElseThrow().text()).isEqualTo("first");
    }

    @Test
    default void an_overwrite_takes_place_only_over_what_was_seen() throws Exception {
        ObjectStore store = emptyStore();
        store.put(KEY, text("one"));
        String one = store.read(KEY).orElseThrow().eTag();
        assertThat(store.putIfMatch(KEY, one, text("two"))).isTrue();
        assertThat(store.putIfMatch(KEY, one, text("three"))).isFalse();
        assertThat(store.read(KEY).orElseThrow().text()).isEqualTo("two");
        String two = store.read(KEY).orElseThrow().eTag();
        store.delete(KEY);
        assertThat(store.putIfMatch(KEY, two, text("three"))).isFalse();
        assertThat(store.putIfMatch(new ObjectKey("uploads/never"), two, text("three")))
                .isFalse();
        assertThat(store.head(KEY)).isEmpty();
    }

    @Test
    default void a_delete_takes_place_only_over_what_was_seen() throws Exception {
        ObjectStore store = emptyStore();
        store.put(KEY, text("one"));
        String one = store.read(KEY).orElseThrow().eTag();
        store.put(KEY, text("two"));
        assertThat(store.deleteIfMatch(KEY, one)).isFalse();
        assertThat(store.read(KEY).orElseThrow().text()).isEqualTo("two");
        String two = store.read(KEY).orElseThrow().eTag();
        assertThat(store.deleteIfMatch(KEY, two)).isTrue();
        assertThat(store.head(KEY)).isEmpty();
        assertThat(store.deleteIfMatch(KEY, two)).isTrue();
        assertThat(store.deleteIfMatch(new ObjectKey("uploads/never"), two)).isTrue();
    }

    @Test
    default void of_sixteen_who_write_what_is_absent_one_wins() throws Exception {
        ObjectStore store = emptyStore();
        List<Boolean> won = race(racer -> store.putIfAbsent(KEY, text("racer " + racer)));
        assertThat(won).containsOnlyOnce(true);
        assertThat(store.read(KEY).orElseThrow().text()).isEqualTo("racer " + won.indexOf(true));
    }

    @Test
    default void of_sixteen_who_overwrite_what_they_saw_one_wins() throws Exception {
        ObjectStore store = emptyStore();
        store.put(KEY, text("seen"));
        String seen = store.read(KEY).orElseThrow().eTag();
        List<Boolean> won = race(racer -> store.putIfMatch(KEY, seen, text("racer " + racer)));
        assertThat(won).containsOnlyOnce(true);
        assertThat(store.read(KEY).orElseThrow().text()).isEqualTo("racer " + won.indexOf(true));
    }

    /// One of the writes that happen at once.
    @FunctionalInterface
    interface Racer {
        boolean writes(int number);
    }

    private static List<Boolean> race(Racer racer) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int number = i;
                Callable<Boolean> write = () -> {
                    start.await();
                    return racer.writes(number);
                };
                answers.add(threads.submit(write));
            }
            start.countDown();
            List<Boolean> won = new ArrayList<>();
            for (Future<Boolean> answer : answers) {
                won.add(answer.get());
            }
            return won;
        }
    }

    @Test
    default void children_are_what_lies_directly_under_a_prefix() throws Exception {
        ObjectStore store = emptyStore();
        Stream.of("results/a/manifest.json", "results/a/x.jpg", "results/a/b.jpg/thumb.jpg", "results/ab/x.jpg")
                .forEach(key -> store.put(new ObjectKey(key), text(key)));
        store.put(new ObjectKey("results/a/gone.jpg"), text("gone"));
        store.delete(new ObjectKey("results/a/gone.jpg"));
        assertThat(store.children("results/a/"))
                .extracting(listed -> listed.key().value())
                .containsExactly("results/a/manifest.json", "results/a/x.jpg");
        assertThat(store.children("results/c/")).isEmpty();
        try (Stream<Listed> under = store.under("results/a/")) {
            assertThat(under.map(listed -> listed.key().value()))
                    .containsExactly("results/a/b.jpg/thumb.jpg", "results/a/manifest.json", "results/a/x.jpg");
        }
        Listed listed = store.children("results/a/").getLast();
        ObjectHead head = store.head(listed.key()).orElseThrow();
        assertThat(listed.eTag()).isEqualTo(head.eTag());
        assertThat(listed.size()).isEqualTo(head.size());
    }

    @Test
    default void odd_keys_are_keys_like_any_other(@TempDir Path directory) throws Exception {
        ObjectStore store = emptyStore();
        for (String odd : oddKeys()) {
            ObjectKey key = new ObjectKey(odd);
            assertThat(store.putIfAbsent(key, text(odd))).as(odd).isTrue();
            ObjectHead head = store.head(key).orElseThrow(() -> new AssertionError("not there: " + odd));
            assertThat(store.readRange(head, 0, 4096)).as(odd).asString().isEqualTo(odd);
            Path file = directory.resolve("file" + oddKeys().indexOf(odd));
            store.download(key, head.generation(), file);
            assertThat(file).as(odd).hasContent(odd);
            assertThat(store.children("uploads/").stream().anyMatch(l -> l.key().equals(key))
                            || odd.indexOf('/', "uploads/".length()) > 0)
                    .as(odd)
                    .isTrue();
            assertThat(store.under(odd)).as(odd).extracting(Listed::key).contains(key);
            assertThat(store.deleteIfMatch(key, head.eTag())).as(odd).isTrue();
            assertThat(store.head(key)).as(odd).isEmpty();
        }
    }
}
