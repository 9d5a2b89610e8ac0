package photos.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A versioned bucket in memory, as S3 promises one: every write is a new version, a delete is a marker on top, reads
/// and listings see every write that was answered.
public final class InMemoryObjectStore implements ObjectStore {
    /// S3 lists in the order of the keys' UTF-8 bytes, which is not that of Java's strings.
    private static final Comparator<ObjectKey> S3_ORDER = (a, b) ->
            Arrays.compareUnsigned(a.value().getBytes(UTF_8), b.value().getBytes(UTF_8));

    private final NavigableMap<ObjectKey, List<Version>> versions = new TreeMap<>(S3_ORDER);
    private final Set<ObjectKey> archived = new HashSet<>();
    private final Clock clock;
    private long writes;
    private long downloads;

    public InMemoryObjectStore(Clock clock) {
        this.clock = clock;
    }

    /// @param content absent for a delete marker
    private record Version(String id, Optional<Stored> content, Instant lastModified) {}

    private static final class Stored {
        private final byte[] bytes;
        private final String eTag;
        private final Content content;

        private Stored(byte[] bytes, Content content) {
            this.bytes = bytes;
            this.eTag = md5(bytes);
            this.content = content;
        }
    }

    @Override
    public synchronized Optional<ObjectHead> head(ObjectKey key) {
        return current(key).map(version -> {
            Stored stored = stored(version);
            return new ObjectHead(
                    key,
                    new Generation.Version(version.id()),
                    stored.eTag,
                    stored.bytes.length,
                    version.lastModified().truncatedTo(ChronoUnit.SECONDS), // the header has no more
                    !archived.contains(key));
        });
    }

    @Override
    public synchronized byte[] readRange(ObjectHead head, long offset, int length)
            throws ObjectMoved, ObjectUnreadable {
        if (length == 0 || offset >= head.size()) {
            return new byte[0];
        }
        Stored stored = current(head.key())
                .map(InMemoryObjectStore::stored)
                .filter(now -> now.eTag.equals(head.eTag()))
                .orElseThrow(() -> new ObjectMoved(head.key(), head.generation()));
        requireReadable(head.key());
        long end = Math.min(stored.bytes.length, offset + length);
        return Arrays.copyOfRange(stored.bytes, Math.toIntExact(offset), Math.toIntExact(end));
    }

    @Override
    public void download(ObjectKey key, Generation generation, Path file) throws ObjectMoved, ObjectUnreadable {
        byte[] bytes = bytes(key, generation);
        try {
            Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized byte[] bytes(ObjectKey key, Generation generation) throws ObjectMoved, ObjectUnreadable {
        downloads++;
        Stored stored = versions.getOrDefault(key, List.of()).stream()
                .filter(version -> version.id().equals(generation.text()))
                .flatMap(version -> version.content().stream())
                .findFirst()
                .orElseThrow(() -> new ObjectMoved(key, generation));
        requireReadable(key);
        return stored.bytes;
    }

    private void requireReadable(ObjectKey key) throws ObjectUnreadable {
        if (archived.contains(key)) {
            throw new ObjectUnreadable(key, "it is archived");
        }
    }

    @Override
    public synchronized Optional<SmallObject> read(ObjectKey key) {
        return current(key)
                .map(InMemoryObjectStore::stored)
                .map(stored -> new SmallObject(new String(stored.bytes, UTF_8), stored.eTag));
    }

    @Override
    public synchronized Optional<Download> open(ObjectKey key) {
        return current(key)
                .map(InMemoryObjectStore::stored)
                .map(stored -> new Download(
                        new ByteArrayInputStream(stored.bytes),
                        stored.bytes.length,
                        Optional.of(stored.content.mediaType()),
                        stored.content.cacheControl(),
                        stored.content.userMetadata(),
                        Map.of(),
                        stored.eTag));
    }

    @Override
    public synchronized boolean putIfAbsent(ObjectKey key, Content content) {
        return current(key).isEmpty() && write(key, content);
    }

    @Override
    public synchronized boolean putIfMatch(ObjectKey key, String eTag, Content content) {
        return hasETag(key, eTag) && write(key, content);
    }

    @Override
    public synchronized void put(ObjectKey key, Content content) {
        write(key, content);
    }

    @Override
    public synchronized boolean deleteIfMatch(ObjectKey key, String eTag) {
        if (current(key).isEmpty()) {
            return true;
        }
        if (!hasETag(key, eTag)) {
            return false;
        }
        delete(key);
        return true;
    }

    @Override
    public synchronized void delete(ObjectKey key) {
        add(key, Optional.empty());
    }

    @Override
    public synchronized List<Listed> children(String prefix) {
        return listed(prefix)
                .filter(listed -> listed.key().value().indexOf('/', prefix.length()) < 0)
                .toList();
    }

    @Override
    public synchronized Stream<Listed> under(String prefix) {
        return listed(prefix).toList().stream();
    }

    /// How many versions and delete markers were written.
    public synchronized long writes() {
        return writes;
    }

    /// How many times a whole original was asked for.
    public synchronized long downloads() {
        return downloads;
    }

    /// Removes one version without a trace, as `DELETE` with a version id does.
    public synchronized void removeForGood(ObjectKey key, Generation generation) {
        versions.getOrDefault(key, new ArrayList<>()).removeIf(v -> v.id().equals(generation.text()));
    }

    /// Removes the delete marker of a deleted object, so that what was there before is there again.
    ///
    /// @return false if there is none
    public synchronized boolean removeDeleteMarker(ObjectKey key) {
        List<Version> all = versions.getOrDefault(key, List.of());
        boolean marked = all.size() > 1 && all.getLast().content().isEmpty();
        if (marked) {
            all.removeLast();
        }
        return marked && (current(key).isPresent() || removeDeleteMarker(key));
    }

    /// Makes an object's bytes unreadable, as a move to an archive does.
    public synchronized void archive(ObjectKey key) {
        archived.add(key);
    }

    /// Makes them readable again.
    public synchronized void restore(ObjectKey key) {
        archived.remove(key);
    }

    private Stream<Listed> listed(String prefix) {
        return versions.keySet().stream()
                .filter(key -> key.value().startsWith(prefix))
                .flatMap(key -> current(key).stream().map(version -> listed(key, version)));
    }

    private Listed listed(ObjectKey key, Version version) {
        Stored stored = stored(version);
        return new Listed(key, stored.eTag, stored.bytes.length, version.lastModified(), archived.contains(key));
    }

    private boolean hasETag(ObjectKey key, String eTag) {
        return current(key).filter(version -> stored(version).eTag.equals(eTag)).isPresent();
    }

    /// The newest version, if it is no delete marker.
    private Optional<Version> current(ObjectKey key) {
        List<Version> all = versions.getOrDefault(key, List.of());
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.getLast()).filter(version -> version.content().isPresent());
    }

    private static Stored stored(Version version) {
        return version.content().orElseThrow();
    }

    private boolean write(ObjectKey key, Content content) {
        byte[] bytes = bytes(content.body());
        add(key, Optional.of(new Stored(bytes, content)));
        return true;
    }

    private void add(ObjectKey key, Optional<Stored> content) {
        writes++;
        versions.computeIfAbsent(key, _ -> new ArrayList<>())
                .add(new Version("v" + writes, content, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    private static byte[] bytes(Content.Body body) {
        return switch (body) {
            case Content.Body.Text text -> text.text().getBytes(UTF_8);
            case Content.Body.InFile onDisk -> {
                try {
                    yield Files.readAllBytes(onDisk.file());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
