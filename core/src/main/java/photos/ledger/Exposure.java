package photos.ledger;

import java.util.Optional;

/// How the photo was taken.
///
/// @param time as people write it, such as `1/250`
/// @param seconds the same as a number
/// @param iso photographic sensitivity (EXIF tag 0x8827)
/// @param focalLength in millimetres
/// @param focalLength35 in millimetres, as if on 35 mm film
/// @param flash whether it fired
public record Exposure(
        Optional<String> time,
        Optional<Double> seconds,
        Optional<Double> fNumber,
        Optional<Integer> iso,
        Optional<Double> focalLength,
        Optional<Integer> focalLength35,
        Optional<Boolean> flash) {
    public static final Exposure UNKNOWN = new Exposure(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
