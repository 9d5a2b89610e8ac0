package photos.ingest.metadata;

import photos.storage.ObjectMoved;

/// The bytes of one generation of an original, to be had in parts.
public interface OriginalBytes {

    /// How many there are.
    long size();

    /// A part of them.
    ///
    /// @param offset first byte, from 0, less than [#size]
    /// @param length at most this many bytes; only the end may make it fewer
    /// @throws ObjectMoved if the original is gone or another by now
    byte[] read(long offset, int length) throws ObjectMoved;
}
