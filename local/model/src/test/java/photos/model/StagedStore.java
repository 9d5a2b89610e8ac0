package photos.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import photos.storage.Content;
import photos.storage.Download;
import photos.storage.Generation;
import photos.storage.InMemoryObjectStore;
import photos.storage.Listed;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;
import photos.storage.ObjectMoved;
import photos.storage.ObjectStore;
import photos.storage.ObjectUnreadable;
import photos.storage.SmallObject;

/// The bucket as one of the programs reaches it: every request is a step, every write is watched.
record StagedStore(Owner owner, InMemoryObjectStore bucket, Stage stage, Watch watch) implements ObjectStore {
    @Override
    public Optional<ObjectHead> head(ObjectKey key) {
        return stage.read("HEAD", key, () -> {
            watch.looked(key);
            return bucket.head(key);
        });
    }

    @Override
    public byte[] readRange(ObjectHead head, long offset, int length) throws ObjectMoved, ObjectUnreadable {
        return stage.<byte[], ObjectMoved, ObjectUnreadable>read(
                "GET range of", head.key(), () -> bucket.readRange(head, offset, length));
    }

    @Override
    public void download(ObjectKey key, Generation generation, Path file) throws ObjectMoved, ObjectUnreadable {
        stage.<Boolean, ObjectMoved, ObjectUnreadable>read("GET", key, () -> {
            bucket.download(key, generation, file);
            return true;
        });
    }

    @Override
    public Optional<SmallObject> read(ObjectKey key) {
        return stage.read("GET", key, () -> bucket.read(key));
    }

    @Override
    public Optional<Download> open(ObjectKey key) {
        return stage.read("GET", key, () -> bucket.open(key));
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, Content content) {
        Content kept = inMemory(content);
        return stage.write("PUT If-None-Match", key, () -> {
            boolean written = bucket.putIfAbsent(key, kept);
            if (written) {
                watch.put(owner, key, kept, Optional.empty());
            }
            return written;
        });
    }

    @Override
    public boolean putIfMatch(ObjectKey key, String eTag, Content content) {
        return stage.write("PUT If-Match", key, () -> {
            Optional<SmallObject> before = bucket.read(key);
            boolean written = bucket.putIfMatch(key, eTag, content);
            if (written) {
                watch.put(owner, key, content, before);
            }
            return written;
        });
    }

    @Override
    public void put(ObjectKey key, Content content) {
        stage.write("PUT", key, () -> {
            Optional<SmallObject> before = bucket.read(key);
            bucket.put(key, content);
            watch.put(owner, key, content, before);
            return true;
        });
    }

    @Override
    public boolean deleteIfMatch(ObjectKey key, String eTag) {
        return stage.write("DELETE If-Match", key, () -> {
            boolean there = bucket.head(key).isPresent();
            boolean agrees = bucket.deleteIfMatch(key, eTag);
            if (agrees && there) {
                watch.deleted(owner, key);
            }
            return agrees;
        });
    }

    @Override
    public void delete(ObjectKey key) {
        stage.write("DELETE", key, () -> {
            bucket.delete(key);
            watch.deleted(owner, key);
            return true;
        });
    }

    @Override
    public List<Listed> children(String prefix) {
        return stage.read("LIST", prefix, () -> bucket.children(prefix));
    }

    @Override
    public Stream<Listed> under(String prefix) {
        throw new UnsupportedOperationException("no job lists more than the direct children of a prefix");
    }

    /// A request that is still under way when its process dies has its bytes on the way too.
    private static Content inMemory(Content content) {
        return switch (content.body()) {
            case Content.Body.Text _ -> content;
            case Content.Body.InFile onDisk -> {
                try {
                    Content.Body text = new Content.Body.Text(Files.readString(onDisk.file()));
                    yield new Content(text, content.mediaType(), content.cacheControl(), content.userMetadata());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
