package photos.ledger;

import java.util.List;
import java.util.Optional;

/// What is known of a photo from its own bytes, and what its position is called. Absent is absent: no empty texts, no
/// zero for unknown.
///
/// @param version [#VERSION], or [#UNREAD]
/// @param picture absent if the bytes are no picture that is understood
/// @param altitude metres above the sea, below it negative; some files have one without a position
/// @param place which the bytes do not say
/// @param colorProfile the name of the embedded ICC profile
/// @param errors what could not be read, a sentence each
public record PhotoMetadata(
        int version,
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
    public static final int VERSION = 7;

    /// In the place of a version: the bytes could not be had. Read as soon as they can.
    public static final int UNREAD = 0;

    public PhotoMetadata {
        errors = List.copyOf(errors);
    }

    /// As this version reads it.
    public PhotoMetadata(
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
        this(
                VERSION,
                picture,
                camera,
                exposure,
                captureTime,
                position,
                altitude,
                place,
                description,
                colorProfile,
                tags,
                errors);
    }

    /// The same, called by a town.
    public PhotoMetadata at(Place known) {
        return new PhotoMetadata(
                version,
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
        return none(VERSION, errors);
    }

    /// Nothing known, because the bytes cannot be had.
    public static PhotoMetadata unread(String why) {
        return none(UNREAD, List.of(why));
    }

    private static PhotoMetadata none(int version, List<String> errors) {
        return new PhotoMetadata(
                version,
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
