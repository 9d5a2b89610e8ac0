package photos.ledger;

import java.time.Instant;
import photos.storage.Generation;
import photos.storage.ObjectHead;

/// The object a person uploaded, as S3 describes it.
///
/// @param eTag without quotes
/// @param size in bytes
/// @param uploadedAt when S3 took it
public record Original(String bucket, Generation generation, String eTag, long size, Instant uploadedAt) {
    public static Original of(String bucket, ObjectHead head) {
        return new Original(bucket, head.generation(), head.eTag(), head.size(), head.lastModified());
    }
}
