package photos.processor.gate;

import photos.ledger.Rendering;

/// What the gate says of a file.
public sealed interface Inspection {
    /// It may be decoded, at the cost its header states.
    record Admitted(Header header) implements Inspection {}

    /// It must not be decoded.
    record Refused(Rendering.Failure failure) implements Inspection {}
}
