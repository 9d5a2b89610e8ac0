package photos.ingest;

import java.util.Optional;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;
import photos.storage.ObjectMoved;
import photos.storage.ObjectStore;
import photos.storage.ObjectUnreadable;
import photos.storage.OtherStore;

/// The bucket as the Lambda reaches it, to which tests let something happen while it is looked at.
final class HookedStore extends OtherStore {
    private Runnable onHead = () -> {};
    private Runnable onRead = () -> {};
    private boolean refusesBytes;

    HookedStore(ObjectStore real) {
        super(real);
    }

    /// After every HEAD has looked, before its answer arrives.
    void onHead(Runnable meanwhile) {
        onHead = meanwhile;
    }

    /// Before the next read of bytes only.
    void onNextRead(Runnable meanwhile) {
        onRead = () -> {
            onRead = () -> {};
            meanwhile.run();
        };
    }

    /// From now on all bytes are refused, which no HEAD says.
    void refuseBytes() {
        refusesBytes = true;
    }

    @Override
    public Optional<ObjectHead> head(ObjectKey key) {
        Optional<ObjectHead> head = super.head(key);
        onHead.run();
        return head;
    }

    @Override
    public byte[] readRange(ObjectHead head, long offset, int length) throws ObjectMoved, ObjectUnreadable {
        onRead.run();
        if (refusesBytes) {
            throw new ObjectUnreadable(head.key(), "the operation is not valid for its storage class");
        }
        return super.readRange(head, offset, length);
    }
}
