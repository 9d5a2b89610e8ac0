package photos.ingest;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import photos.storage.Content;
import photos.storage.Download;
import photos.storage.Generation;
import photos.storage.Listed;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;
import photos.storage.ObjectMoved;
import photos.storage.ObjectStore;
import photos.storage.ObjectUnreadable;
import photos.storage.SmallObject;

/// A versioned bucket in memory, as far as the Lambda knows it: it reads originals and never writes.
final class MemoryStore implements ObjectStore {
    static final Instant UPLOADED = Instant.parse("2024-05-01T09:59:58Z");

    /// What happens at the start of a request.
    interface Meanwhile {
        void happens();
    }

    private final Map<ObjectKey, ObjectHead> heads = new ConcurrentHashMap<>();
    private final Map<ObjectKey, byte[]> contents = new ConcurrentHashMap<>();
    private final Set<ObjectKey> refused = ConcurrentHashMap.newKeySet();
    private Meanwhile onHead = () -> {};
    private Meanwhile onRead = () -> {};
    private int versions;

    /// An upload; every one is another version.
    Generation upload(ObjectKey key, byte[] bytes) {
        return upload(key, bytes, true);
    }

    Generation upload(ObjectKey key, byte[] bytes, boolean readable) {
        Generation generation = new Generation.Version("v" + ++versions);
        ObjectHead head = new ObjectHead(key, generation, "e" + versions, bytes.length, UPLOADED, readable);
        heads.put(key, head);
        contents.put(key, bytes);
        return generation;
    }

    void remove(ObjectKey key) {
        heads.remove(key);
        contents.remove(key);
    }

    /// From now on the bytes of an object can be had, or not.
    void makeReadable(ObjectKey key, boolean readable) {
        heads.computeIfPresent(
                key, (_, h) -> new ObjectHead(key, h.generation(), h.eTag(), h.size(), h.lastModified(), readable));
    }

    /// From now on the bytes of an object are refused, which its HEAD does not say.
    void refuseBytes(ObjectKey key) {
        refused.add(key);
    }

    /// Puts back a version that was removed.
    void restore(ObjectHead head, byte[] bytes) {
        heads.put(head.key(), head);
        contents.put(head.key(), bytes);
    }

    /// After every HEAD has looked, before its answer arrives.
    void onHead(Meanwhile meanwhile) {
        onHead = meanwhile;
    }

    /// Before the next read of bytes only.
    void onNextRead(Meanwhile meanwhile) {
        onRead = () -> {
            onRead = () -> {};
            meanwhile.happens();
        };
    }

    @Override
    public Optional<ObjectHead> head(ObjectKey key) {
        Optional<ObjectHead> head = Optional.ofNullable(heads.get(key));
        onHead.happens();
        return head;
    }

    @Override
    public byte[] readRange(ObjectHead head, long offset, int length) throws ObjectMoved, ObjectUnreadable {
        onRead.happens();
        if (refused.contains(head.key())) {
            throw new ObjectUnreadable(head.key(), "the operation is not valid for its storage class");
        }
        byte[] bytes = contents.get(head.key());
        if (bytes == null || !head.equals(heads.get(head.key()))) {
            throw new ObjectMoved(head.key(), head.generation());
        }
        return Arrays.copyOfRange(bytes, (int) offset, (int) Math.min(bytes.length, offset + length));
    }

    private static UnsupportedOperationException notTheLambdas() {
        return new UnsupportedOperationException("the Lambda asks for heads and ranges of originals only");
    }

    @Override
    public void download(ObjectKey key, Generation generation, Path file) {
        throw notTheLambdas();
    }

    @Override
    public Optional<SmallObject> read(ObjectKey key) {
        throw notTheLambdas();
    }

    @Override
    public Optional<Download> open(ObjectKey key) {
        throw notTheLambdas();
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, Content content) {
        throw notTheLambdas();
    }

    @Override
    public boolean putIfMatch(ObjectKey key, String eTag, Content content) {
        throw notTheLambdas();
    }

    @Override
    public void put(ObjectKey key, Content content) {
        throw notTheLambdas();
    }

    @Override
    public boolean deleteIfMatch(ObjectKey key, String eTag) {
        throw notTheLambdas();
    }

    @Override
    public void delete(ObjectKey key) {
        throw notTheLambdas();
    }

    @Override
    public List<Listed> children(String prefix) {
        throw notTheLambdas();
    }

    @Override
    public Stream<Listed> under(String prefix) {
        throw notTheLambdas();
    }
}
