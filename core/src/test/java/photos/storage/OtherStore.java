package photos.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A bucket that does what another does, for those that differ in one thing.
public class OtherStore implements ObjectStore {
    private final ObjectStore real;

    public OtherStore(ObjectStore real) {
        this.real = real;
    }

    @Override
    public Optional<ObjectHead> head(ObjectKey key) {
        return real.head(key);
    }

    @Override
    public byte[] readRange(ObjectHead head, long offset, int length) throws ObjectMoved, ObjectUnreadable {
        return real.readRange(head, offset, length);
    }

    @Override
    public void download(ObjectKey key, Generation generation, Path file) throws ObjectMoved, ObjectUnreadable {
        real.download(key, generation, file);
    }

    @Override
    public Optional<SmallObject> read(ObjectKey key) {
        return real.read(key);
    }

    @Override
    public Optional<Download> open(ObjectKey key) {
        return real.open(key);
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, Content content) {
        return real.putIfAbsent(key, content);
    }

    @Override
    public boolean putIfMatch(ObjectKey key, String eTag, Content content) {
        return real.putIfMatch(key, eTag, content);
    }

    @Override
    public void put(ObjectKey key, Content content) {
        real.put(key, content);
    }

    @Override
    public boolean deleteIfMatch(ObjectKey key, String eTag) {
        return real.deleteIfMatch(key, eTag);
    }

    @Override
    public void delete(ObjectKey key) {
        real.delete(key);
    }

    @Override
    public List<Listed> children(String prefix) {
        return real.children(prefix);
    }

    @Override
    public Stream<Listed> under(String prefix) {
        return real.under(prefix);
    }
}
