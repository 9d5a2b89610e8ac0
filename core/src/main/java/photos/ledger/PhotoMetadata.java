package photos.ledger;

import java.util.List;
import java.util.Optional;

/// What is known of a photo from its own bytes. Absent is absent: no empty texts, no zero for unknown.
///
/// @param picture absent if the bytes are no picture that is understood
/// @param altitude metres above the sea, below it negative; some files have one without a position
/// @param colorProfile the name of the embedded ICC profile
/// @param errors what could not be read, a sentence each
public record PhotoMetadata(
        Optional<Picture> picture,
        Camera camera,
        Exposure exposure,
        Optional<CaptureTime> captureTime,
        Optional<Position> position,
        Optional<Double> altitude,
        Description description,
        Optional<String> colorProfile,
        RawTags tags,
        List<String> errors) {

    /// Which reading of metadata this is; a higher one makes the Lambda read again what an older one wrote.
    public static final int VERSION = 2;

    public PhotoMetadata {
        errors = List.copyOf(errors);
    }

    /// Nothing known, with the reasons.
    public static PhotoMetadata none(List<String> errors) {
        return new PhotoMetadata(
                Optional.empty(),
                Camera.UNKNOWN,
                Exposure.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Description.NONE,
                Optional.empty(),
                RawTags.NONE,
                errors);
    }
}
