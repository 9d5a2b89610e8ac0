package photos.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InMemoryObjectStoreTest implements ObjectStoreContract {
    @Override
    public ObjectStore emptyStore() {
        return new InMemoryObjectStore(Clock.systemUTC());
    }

    @Override
    public void removeForGood(ObjectStore store, ObjectKey key, Generation generation) {
        ((InMemoryObjectStore) store).removeForGood(key, generation);
    }

    /// With those that only S3 itself has, a file system has not.
    @Override
    public List<String> oddKeys() {
        return Stream.concat(
                        ObjectStoreContract.super.oddKeys().stream(),
                        Stream.of(
                                "uploads/../x",
                                "uploads//x",
                                "/uploads/x",
                                "uploads/p",
                                "uploads/p/q",
                                "uploads/\u0001",
                                "uploads/" + "x".repeat(1016)))
                .toList();
    }

    @Test
    void an_archived_object_has_a_head_and_no_bytes(@TempDir Path directory) throws Exception {
        InMemoryObjectStore store = new InMemoryObjectStore(Clock.systemUTC());
        store.put(KEY, new Content(new Content.Body.Text("x"), "image/jpeg", Optional.empty(), Map.of()));
        store.archive(KEY);
        ObjectHead head = store.head(KEY).orElseThrow();
        assertThat(head.readable()).isFalse();
        assertThatThrownBy(() -> store.readRange(head, 0, 1)).isInstanceOf(ObjectUnreadable.class);
        assertThatThrownBy(() -> store.download(KEY, head.generation(), directory.resolve("x")))
                .isInstanceOf(ObjectUnreadable.class);
    }

    @Test
    void keys_are_listed_in_the_order_of_their_utf_8_bytes() throws Exception {
        ObjectStore store = emptyStore();
        // In UTF-16 the cactus comes before the full-width letter.
        List<String> inOrder = List.of("uploads/B", "uploads/a", "uploads/é", "uploads/\uff21", "uploads/🌵");
        inOrder.reversed()
                .forEach(key -> store.put(
                        new ObjectKey(key),
                        new Content(new Content.Body.Text(key), "image/jpeg", Optional.empty(), Map.of())));
        assertThat(store.under("uploads/").map(listed -> listed.key().value())).containsExactlyElementsOf(inOrder);
    }
}
