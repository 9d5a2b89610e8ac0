package photos.ingest;

import photos.ingest.metadata.OriginalBytes;
import photos.outage.Unavailable;
import photos.storage.ObjectHead;
import photos.storage.ObjectMoved;
import photos.storage.ObjectStore;
import photos.storage.ObjectUnreadable;

/// An original read in parts, by GET requests that hold only while it is the same. Where S3 refuses its bytes,
/// though HEAD did not say so, the cause of [Unavailable] is an [ObjectUnreadable].
record RangedOriginal(ObjectStore store, ObjectHead head, TimeLeft time) implements OriginalBytes {
    @Override
    public long size() {
        return head.size();
    }

    @Override
    public byte[] read(long offset, int length) throws ObjectMoved {
        time.requireFor(TimeLeft.REQUEST);
        try {
            return store.readRange(head, offset, length);
        } catch (ObjectUnreadable e) {
            throw new Unavailable(e.getMessage() + ", of which HEAD knew nothing", e);
        }
    }
}
