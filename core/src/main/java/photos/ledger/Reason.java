package photos.ledger;

/// Why an original is `REJECTED` or `DEGRADED`. That a service is unavailable is never a reason.
public enum Reason {
    /// No bytes at all.
    EMPTY,
    /// No image, or of a format that no decoder here reads.
    UNSUPPORTED_FORMAT,
    /// Of a known format, but not as that format demands.
    CORRUPT,
    /// The end is missing; what is there is shown where possible.
    TRUNCATED,
    /// The file is larger than allowed.
    TOO_MANY_BYTES,
    /// The picture has more pixels than allowed.
    TOO_MANY_PIXELS,
    /// Decoding would take more memory than allowed.
    TOO_COSTLY,
    /// Rendering took longer than allowed.
    TOO_SLOW,
    /// The decoder died of it, three times, in a process of its own; or it broke down by an error of its own, or
    /// what was made came out wrong: to be tried again with another version.
    DECODER_FAILED,
    /// Its results would need keys longer than S3 takes.
    KEY_TOO_LONG,
    /// Archived, or encrypted with a customer's key.
    UNREADABLE
}
