package photos.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The one bucket of the pipeline, with the conditional requests that the protocol is built on.
///
/// Every method throws [photos.outage.Unavailable] if S3 does not answer or refuses for a reason that is not the
/// object's (403, 5xx, time-out). Implementations are safe for many threads.
public interface ObjectStore {

    /// HEAD. Empty only if there is no such object (404).
    Optional<ObjectHead> head(ObjectKey key);

    /// A part of an object, as long as it is still the same.
    ///
    /// @param offset first byte, from 0
    /// @param length at most this many bytes; the object's end may make it fewer, also none
    /// @throws ObjectMoved if the object is gone or another
    /// @throws ObjectUnreadable if its bytes cannot be had
    byte[] readRange(ObjectHead head, long offset, int length) throws ObjectMoved, ObjectUnreadable;

    /// A generation of an object into a file that does not exist yet.
    ///
    /// @throws ObjectMoved if that generation is gone
    /// @throws ObjectUnreadable if its bytes cannot be had
    void download(ObjectKey key, Generation generation, Path file) throws ObjectMoved, ObjectUnreadable;

    /// A small object in UTF-8, whole; empty if there is none.
    Optional<SmallObject> read(ObjectKey key);

    /// An object to be streamed on; empty if there is none.
    Optional<Download> open(ObjectKey key);

    /// Writes unless there is an object already (`If-None-Match: *`).
    ///
    /// @return whether it was written
    boolean putIfAbsent(ObjectKey key, Content content);

    /// Overwrites the object if it still has this ETag (`If-Match`).
    ///
    /// @return whether it was written
    boolean putIfMatch(ObjectKey key, String eTag, Content content);

    /// Writes an object of at most 5 GB, whatever there was.
    void put(ObjectKey key, Content content);

    /// Deletes the object if it still has this ETag (`If-Match`).
    ///
    /// @return false if it is another by now; true if it was deleted or was not there
    boolean deleteIfMatch(ObjectKey key, String eTag);

    /// Deletes the object; nothing happens if there is none.
    void delete(ObjectKey key);

    /// The objects directly under a prefix (delimiter `/`).
    List<Listed> children(String prefix);

    /// All objects under a prefix, in S3's order, fetched as they are asked for.
    Stream<Listed> under(String prefix);
}
