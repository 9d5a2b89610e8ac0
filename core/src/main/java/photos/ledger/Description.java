package photos.ledger;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a person wrote about the photo.
///
/// @param rating 0 to 5
public record Description(
        Optional<String> title,
        Optional<String> description,
        Optional<String> artist,
        Optional<String> copyright,
        SortedSet<String> keywords,
        Optional<Integer> rating) {
    public static final Description NONE = new Description(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), new TreeSet<>(), Optional.empty());
}
