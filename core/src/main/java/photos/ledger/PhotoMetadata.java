package photos.ledger;

import java.util.List;
import java.util.Optional;

/// What is known of a photo from its own bytes, and what its position is called. Absent is absent: no empty texts, no
/// zero for unknown.
///
/// @param picture absent if the bytes are no picture that is understood
/// @param altitude metres above the sea, below it negative; some files have one without a position
/// @param place which the bytes do not say
/// @param colorProfile the name of the embedded ICC profile
/// @param errors what could not be read, a sentence each
public record PhotoMetadata(
        Optional<Picture> picture,
        Camera camera,
        Exposure exposure,
        Optional<CaptureTime> captureTime,
        Optional<Position> position,
        Optional<Double> altitude,
        Optional<Place> place,
        Description description,
        Optional<String> colorProfile,
        RawTags tags,
        List<String> errors) {

    /// Which reading of metadata this is; a higher one makes the Lambda read again what an older one wrote.
    public static final int VERSION = 4;

    public PhotoMetadata {
        errors = List.copyOf(errors);
    }

    /// The same, called by a town.
    public PhotoMetadata at(Place known) {
        return new PhotoMetadata(
                picture,
                camera,
                exposure,
                captureTime,
                position,
                altitude,
                Optional.of(known),
                description,
                colorProfile,
                tags,
                errors);
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
                Optional.empty(),
                Description.NONE,
                Optional.empty(),
                RawTags.NONE,
                errors);
    }
}
