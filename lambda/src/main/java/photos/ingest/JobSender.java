package photos.ingest;

import java.util.Optional;
import photos.ledger.State;
import photos.storage.ObjectKey;

/// Has the image processor do a job.
interface JobSender {
    /// @return the state the photo ended in, or nothing if the ledger has to be looked at again
    /// @throws photos.outage.Unavailable if the image processor is absent, busy or not done, or no time is left
    Optional<State> submit(ObjectKey objectKey, TimeLeft time);
}
