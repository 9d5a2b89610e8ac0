package photos.model;

import photos.job.JobAnswer;
import photos.processor.job.OriginalMoved;
import photos.storage.ObjectKey;

/// Where a processor takes jobs.
interface JobDoor {
    JobAnswer run(ObjectKey key) throws OriginalMoved;
}
