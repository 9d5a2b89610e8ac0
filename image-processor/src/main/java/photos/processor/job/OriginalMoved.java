package photos.processor.job;

import photos.storage.ObjectKey;

/// The ledger has no item, or the bucket is ahead of it: whoever sent the job has to look again (409).
public final class OriginalMoved extends Exception {
    OriginalMoved(ObjectKey key, String why) {
        super(key + ": " + why);
    }
}
